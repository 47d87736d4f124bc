using System.Management.Automation;
using System.Text.Json;

namespace XenGuestTools.Tests.Package.Deploy;

/// <summary>Stands in for PowerShell's own command: objects with properties, arrays, texts, numbers; what is no JSON ends the script.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
public sealed class ConvertFromJson : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string InputObject { get; set; } = "";

    protected override void ProcessRecord()
    {
        using var document = JsonDocument.Parse(InputObject);
        WriteObject(Of(document.RootElement));
    }

    private static object? Of(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                PSObject result = new();
                foreach (var property in value.EnumerateObject())
                {
                    result.Properties.Add(new PSNoteProperty(property.Name, Of(property.Value)));
                }

                return result;
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(Of).ToArray();
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Null:
                return null;
            default:
                return value.ToString();
        }
    }
}
