using System.Text.Json.Serialization;

namespace XenGuestTools.Build.Bench;

/// <summary>One measured figure. <paramref name="Ok"/> is false when the value is above the limit.</summary>
public sealed record Figure(string Name, double Value, string Unit, double Limit)
{
    public bool Ok => Value <= Limit;

    /// <summary>The worst ratio of a measured value to the line through the origin that fits all of them best. 1 is perfectly linear; a square would be near 7.</summary>
    public static double OverLinearFit(IReadOnlyList<(double Count, double Value)> points)
    {
        var slope = points.Sum(p => p.Count * p.Value) / points.Sum(p => p.Count * p.Count);
        return points.Max(p => Math.Max(p.Value / (slope * p.Count), slope * p.Count / p.Value));
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<Figure>))]
internal sealed partial class FigureJson : JsonSerializerContext;
