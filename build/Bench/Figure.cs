using System.Text.Json.Serialization;

namespace XenGuestTools.Build.Bench;

/// <summary>One measured figure. <paramref name="Ok"/> is false when the value is above the limit.</summary>
public sealed record Figure(string Name, double Value, string Unit, double Limit)
{
    public bool Ok => Value <= Limit;
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<Figure>))]
internal sealed partial class FigureJson : JsonSerializerContext;
