using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>What a driver package means on x64 Windows, read from its INF.</summary>
public sealed record DriverInf
{
    private const string VersionSection = "Version";

    /// <summary>Such as <c>xenbus.cat</c>. With <see cref="Provider"/> it tells whose package a stored one is.</summary>
    public required string CatalogFile { get; init; }

    /// <summary>What the driver is called: <c>xenbus</c>.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(CatalogFile);

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

    public override string ToString() => $"{Name} {Version}";

    /// <exception cref="InfException">The file is not an INF of an x64 driver package.</exception>
    public static DriverInf From(InfFile inf)
    {
        InfInstall install = new(inf);
        if (install.HardwareIds.Count == 0)
        {
            throw new InfException("Manufacturer", 0, "no models section for NTamd64 names a hardware ID, so this is no package for x64 Windows.");
        }

        InfFileLists files = new(inf);
        InfRegistryLists registry = new(inf);
        InfServices services = new(inf, registry);
        foreach (var section in install.Sections)
        {
            var lines = install.Lines(section, "");
            ForEach(lines, "CopyFiles", files.Add);
            ForEach(install.Lines(section, ".CoInstallers"), "CopyFiles", files.Add);
            registry.Add(lines, null);
            registry.Add(install.Lines(section, ".HW"), null);
            ForEach(install.Lines(section, ".Services"), "AddService", services.Add);
        }

        return Identified(inf, install) with { Files = files.Files, Services = services.Services, Registry = registry.Values };
    }

    private static DriverInf Identified(InfFile inf, InfInstall install)
    {
        var version = Line(inf, "DriverVer");
        var classGuid = Line(inf, "ClassGuid");
        return new DriverInf
        {
            CatalogFile = (inf.Line(VersionSection, "CatalogFile.NTamd64") ?? inf.Line(VersionSection, "CatalogFile.NT") ?? Line(inf, "CatalogFile")).Field(0),
            Provider = Line(inf, "Provider").Field(0),
            ClassName = Line(inf, "Class").Field(0),
            Class = Guid.TryParse(classGuid.Field(0), out var guid) ? guid : throw new InfException(VersionSection, classGuid.Number, $"ClassGuid \"{classGuid.Field(0)}\" is no GUID."),
            Date = InfValue.Date(version.Field(0)) ?? throw new InfException(VersionSection, version.Number, $"the date \"{version.Field(0)}\" of DriverVer is not of the form mm/dd/yyyy."),
            Version = InfValue.Version(version.Field(1)) ?? throw new InfException(VersionSection, version.Number, $"the version \"{version.Field(1)}\" of DriverVer is not of the form 1.2.3.4."),
            HardwareIds = [.. install.HardwareIds],
            Services = [],
            Files = [],
            Registry = [],
        };
    }

    private static void ForEach(List<InfLine> lines, string key, Action<InfLine> action)
    {
        foreach (var line in lines)
        {
            if (line.HasKey(key))
            {
                action(line);
            }
        }
    }

    private static InfLine Line(InfFile inf, string key) => inf.Line(VersionSection, key) is { } line && line.Field(0).Length > 0
        ? line
        : throw new InfException(VersionSection, 0, $"it has no {key}.");
}

/// <param name="ServiceType">As in winnt.h: 1 kernel driver, 0x10 own process.</param>
/// <param name="ImagePath">Such as <c>%SystemRoot%\System32\drivers\xenbus.sys</c>.</param>
/// <param name="IsFunctionDriver">The service that Windows ties to the device (SPSVCINST_ASSOCSERVICE).</param>
public sealed record InfService(string Name, ServiceStart Start, int ServiceType, string ImagePath, string? LoadOrderGroup, bool IsFunctionDriver)
{
    public override string ToString() => Name;
}

/// <param name="SourceName">Relative to the folder of the INF.</param>
/// <param name="TargetPath">Such as <c>%SystemRoot%\System32\drivers\xen.sys</c>.</param>
public sealed record InfCopiedFile(string SourceName, string TargetPath);

/// <param name="Key">HKLM-relative; what the INF writes relative to a service is resolved (<c>SYSTEM\CurrentControlSet\Services\xenbus\Parameters</c>).</param>
/// <param name="Name">"" is the default value.</param>
/// <param name="Flags">The AddReg flags, type included (0x00010001 is REG_DWORD).</param>
public sealed record InfRegistryValue(string Key, string Name, uint Flags, ImmutableArray<string> Data)
{
    private const uint Dword = 0x00010001;
    private const uint TypeMask = 0xFFFF0001;

    /// <summary>The data of a REG_DWORD; null for another type.</summary>
    public int? Number => (Flags & TypeMask) == Dword && Data.Length > 0 && InfValue.Number(Data[0]) is { } number ? unchecked((int)number) : null;

    public override string ToString() => $@"{Key}\{Name}";
}
