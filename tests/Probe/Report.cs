using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace XenGuestTools.Tests.Probe;

/// <summary>One line of JSON for each turn.</summary>
internal sealed class Report(Stream output)
{
    public void Write(Turn turn)
    {
        JsonSerializer.Serialize(output, new Line(turn.Plan, turn.Package, turn.Step.ToString(), turn.IsUndo, turn.Differences, turn.Error), TurnJson.Readable.Line);
        output.Write("\n"u8);
        output.Flush();
    }
}

/// <param name="Step">As <see cref="Core.StepText"/> writes it.</param>
internal sealed record Line(string Plan, string Package, string Step, bool IsUndo, string[] Differences, string? Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Line))]
internal sealed partial class TurnJson : JsonSerializerContext
{
    public static TurnJson Readable => new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
