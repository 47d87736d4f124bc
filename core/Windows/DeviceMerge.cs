using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows;

/// <summary>What the device scan makes of the lists that SetupAPI returns. Pure.</summary>
public static class DeviceMerge
{
    /// <summary>Marks the devices that are also in the list of present ones; the others are phantoms.</summary>
    /// <param name="all">From a list without DIGCF_PRESENT, whatever their <see cref="Device.Present"/> says.</param>
    /// <param name="presentIds">Instance IDs from a list with DIGCF_PRESENT. Windows does not keep one case for them.</param>
    public static ImmutableArray<Device> MarkPresent(IEnumerable<Device> all, IReadOnlyCollection<string> presentIds)
    {
        var present = new Dictionary<string, bool>(presentIds.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var id in presentIds)
        {
            present[id] = true;
        }

        return [.. all.Select(d => d with { Present = present.ContainsKey(d.InstanceId) })];
    }

    /// <summary>Fills in a provider that the Class key does not have (Wine writes none) from the stored package that is bound.</summary>
    public static ImmutableArray<Device> FillProviders(ImmutableArray<Device> devices, ImmutableArray<StoredDriver> stored) =>
        [.. devices.Select(d => d.Provider is null && d.Inf is not null ? d with { Provider = ProviderOf(d.Inf, stored) } : d)];

    private static string? ProviderOf(string inf, ImmutableArray<StoredDriver> stored) =>
        stored.FirstOrDefault(s => s.PublishedName.Equals(inf, StringComparison.OrdinalIgnoreCase))?.Provider;
}
