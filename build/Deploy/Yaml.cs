using System.Text;
using System.Text.Json.Nodes;

namespace XenGuestTools.Build.Deploy;

/// <summary>Writes a tree of JSON as YAML in block style, the form of winget's manifests. Texts are in single quotes, so no value is taken for another type.</summary>
internal static class Yaml
{
    /// <exception cref="BuildException">A text has a line break or another control character.</exception>
    public static string Of(JsonObject root)
    {
        StringBuilder text = new();
        Append(text, root, "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonObject node, string indent)
    {
        var start = indent;
        foreach (var (name, value) in node)
        {
            text.Append(start).Append(name).Append(':');
            AppendValue(text, value!, indent);
            start = indent;
        }
    }

    private static void AppendValue(StringBuilder text, JsonNode value, string indent)
    {
        switch (value)
        {
            case JsonObject inner:
                text.Append('\n');
                Append(text, inner, indent + "  ");
                break;
            case JsonArray items:
                text.Append('\n');
                foreach (var item in items)
                {
                    AppendItem(text, item!, indent);
                }

                break;
            default:
                text.Append(' ').Append(Scalar(value.AsValue())).Append('\n');
                break;
        }
    }

    private static void AppendItem(StringBuilder text, JsonNode item, string indent)
    {
        if (item is JsonObject inner)
        {
            StringBuilder lines = new();
            Append(lines, inner, indent + "  ");
            text.Append(indent).Append("- ").Append(lines.ToString().AsSpan(indent.Length + 2));
        }
        else
        {
            text.Append(indent).Append("- ").Append(Scalar(item.AsValue())).Append('\n');
        }
    }

    private static string Scalar(JsonValue value)
    {
        if (!value.TryGetValue<string>(out var word))
        {
            return value.ToJsonString();
        }

        return word.Any(char.IsControl)
            ? throw new BuildException($"'{word}' has a line break or another control character, which no value of a manifest may have. Correct product.props.")
            : $"'{word.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
