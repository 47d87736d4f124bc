using System.Collections.Immutable;

namespace XenGuestTools.Core.Proof;

/// <summary>One of the five packages, as the others see it.</summary>
internal sealed record SetMember(DriverRole Role, DriverInf Inf)
{
    /// <summary>The devices that it is for; none for the bus.</summary>
    public ImmutableArray<ChildDevice> Children { get; } = [.. Inf.HardwareIds.Select(ChildDevice.TryParse).OfType<ChildDevice>()];

    /// <summary>The platform devices that the bus is for; none for the others.</summary>
    public ImmutableArray<PlatformDevice> Platforms { get; } = [.. Inf.HardwareIds.Select(PlatformDevice.TryParse).OfType<PlatformDevice>()];

    /// <summary>The major version of the newest bus that it asks for; null without a hardware ID that says it.</summary>
    public uint? Generation => Children.IsEmpty ? null : Children.Max(child => child.Generation);
}
