using System.Globalization;
using System.Text.RegularExpressions;

namespace XenGuestTools.Build.Wix;

/// <summary>Turns messages of candle and light about generated files into messages about the lines that a person wrote.</summary>
public sealed partial class ToolMessages(IEnumerable<GeneratedSource> generated)
{
    private readonly Dictionary<string, GeneratedSource> sources = generated.ToDictionary(s => Path.GetFileName(s.Path));

    /// <summary>Errors and warnings of the output, one a line, as <c>file(line): error CODE: text</c>; empty when there are none.</summary>
    public string Explain(string output) => string.Join('\n', output.Split('\n').Select(l => Message().Match(l.Trim())).Where(m => m.Success).Select(Explain).Distinct());

    // candle and light write "file(line) : error CODE : text", or "program.exe : error CODE : text".
    [GeneratedRegex("""^(?<file>.+?)(\((?<line>\d+)\))? : (?<kind>error|warning) (?<code>\w+) : (?<text>.*)$""")]
    private static partial Regex Message();

    private string Explain(Match message)
    {
        var file = message.Groups["file"].Value;
        var line = message.Groups["line"] is { Success: true } number ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 0;
        var name = file[(file.LastIndexOfAny(['/', '\\']) + 1)..];
        var place = sources.TryGetValue(name, out var source) ? source.Origin(line)?.ToString() ?? file : file;
        return $"{place}: {message.Groups["kind"].Value} {message.Groups["code"].Value}: {message.Groups["text"].Value}";
    }
}
