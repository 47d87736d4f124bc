using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>What a driver package means on x64 Windows, read from its INF.</summary>
public sealed record DriverInf
{
    /// <summary>Such as <c>xenbus.cat</c>. With <see cref="Provider"/> it tells whose package a stored one is.</summary>
    public required string CatalogFile { get; init; }

    public required string Provider { get; init; }

    public required string ClassName { get; init; }

    public required Guid Class { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>DriverVer with all four fields.</summary>
    public required Version Version { get; init; }

    /// <summary>All IDs of the amd64 models, as written, each once, in file order.</summary>
    public required ImmutableArray<string> HardwareIds { get; init; }

    public required ImmutableArray<InfService> Services { get; init; }

    public required ImmutableArray<InfCopiedFile> Files { get; init; }

    /// <summary>Values outside the device's own keys, which go with the device.</summary>
    public required ImmutableArray<InfRegistryValue> Registry { get; init; }

    /// <exception cref="InfException">The file is not an INF of an x64 driver package.</exception>
    public static DriverInf From(InfFile inf) => throw new NotImplementedException();
}

/// <param name="ServiceType">As in winnt.h: 1 kernel driver, 0x10 own process.</param>
/// <param name="ImagePath">Such as <c>%SystemRoot%\System32\drivers\xenbus.sys</c>.</param>
/// <param name="IsFunctionDriver">The service that Windows ties to the device (SPSVCINST_ASSOCSERVICE).</param>
public sealed record InfService(string Name, ServiceStart Start, int ServiceType, string ImagePath, string? LoadOrderGroup, bool IsFunctionDriver);

/// <param name="SourceName">Relative to the folder of the INF.</param>
/// <param name="TargetPath">Such as <c>%SystemRoot%\System32\drivers\xen.sys</c>.</param>
public sealed record InfCopiedFile(string SourceName, string TargetPath);

/// <param name="Key">HKLM-relative; what the INF writes relative to a service is resolved (<c>SYSTEM\CurrentControlSet\Services\xenbus\Parameters</c>).</param>
/// <param name="Name">"" is the default value.</param>
/// <param name="Flags">The AddReg flags, type included (0x00010001 is REG_DWORD).</param>
public sealed record InfRegistryValue(string Key, string Name, uint Flags, ImmutableArray<string> Data);
