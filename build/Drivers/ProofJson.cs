using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>JSON for scripts; docs/driver-proof.md describes it.</summary>
internal static class ProofJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Of(ProofReport report) => JsonSerializer.Serialize(report, Options);

    public static string Of(IReadOnlyList<ListedPackage> packages) => JsonSerializer.Serialize(packages, Options);
}

/// <summary>A line of <c>drivers list</c>: what drivers.json has, and whether drivers/x64 has the same.</summary>
/// <param name="Files">Their number.</param>
/// <param name="State">See <see cref="DriverStore.State"/>.</param>
internal sealed record ListedPackage(string Name, Version? Version, DateOnly? Date, string? Source, int Files, string State);
