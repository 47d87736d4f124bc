using System.Collections.Immutable;
using System.Text.Json;

namespace XenGuestTools.Build.Drivers;

/// <summary>drivers/drivers.json: the driver packages in the order of the bundle's chain, and what the sample packages call themselves.</summary>
public sealed record DriverList(SampleIdentity Sample, ImmutableArray<DriverSource> Packages)
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="BuildException">The file is not there or does not have the form that drivers/README.md describes.</exception>
    public static DriverList Read(Paths paths)
    {
        var file = paths.DriverList;
        try
        {
            return JsonSerializer.Deserialize<DriverList>(File.ReadAllBytes(file), Options)!;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new BuildException($"{file} can't be read: {e.Message} Its form is described in drivers/README.md.", e);
        }
    }
}

/// <param name="Version">DriverVer of the sample packages.</param>
/// <param name="Provider">Provider of the sample packages. It tells them from real ones.</param>
public sealed record SampleIdentity(DateOnly Date, Version Version, string Provider);

/// <summary>A package, and if it was pinned, exactly which one.</summary>
/// <param name="Name">Of the driver, of its INF and of its folder.</param>
/// <param name="Version">The DriverVer that the INF must have; null: any.</param>
/// <param name="Source">Where the package was taken from: an address with "#sha256=", or the name of a file or folder; null: nowhere, the sample package is meant.</param>
public sealed record DriverSource(string Name, Version? Version = null, Uri? Source = null)
{
    /// <summary>Of DriverVer; null: any.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The files of the package with their SHA-256 in hex; none: not pinned.</summary>
    public ImmutableSortedDictionary<string, string> Files { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
