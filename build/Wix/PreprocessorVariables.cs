using System.Text;

namespace XenGuestTools.Build.Wix;

/// <summary>The variables of one source file: <c>$(Name)</c> and <c>$(var.Name)</c>, <c>$(env.NAME)</c> and a few of <c>$(sys.NAME)</c>. <c>$$</c> stands for one <c>$</c>.</summary>
public sealed class PreprocessorVariables(IReadOnlyDictionary<string, string> defines)
{
    private readonly Dictionary<string, string> values = new(defines, StringComparer.Ordinal);

    /// <summary>Defines a variable. Another value for one that exists is an error: WiX warns (WIX1118), and warnings are errors here.</summary>
    public void Define(string name, string value, SourceLine line)
    {
        var plain = WithoutVar(name);
        if (values.TryGetValue(plain, out var old) && old != value)
        {
            throw line.Error($"the variable '{plain}' has the value '{old}' already and would become '{value}'. Use <?undef {plain}?> first, or another name.");
        }

        values[plain] = value;
    }

    /// <summary>Gives the loop variable of <c>foreach</c> its next value.</summary>
    public void SetLoop(string name, string value) => values[WithoutVar(name)] = value;

    public void Undefine(string name) => values.Remove(WithoutVar(name));

    /// <summary>The value, or null when there is none.</summary>
    public string? Find(string name, SourceLine line)
    {
        var plain = WithoutVar(name);
        return values.TryGetValue(plain, out var value) ? value
            : plain.StartsWith("env.", StringComparison.Ordinal) ? Environment.GetEnvironmentVariable(plain[4..])
            : plain.StartsWith("sys.", StringComparison.Ordinal) ? OfSystem(plain[4..], line)
            : null;
    }

    /// <summary>Replaces every <c>$(…)</c>; an unknown name is an error.</summary>
    public string Substitute(string text, SourceLine line)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] != '$' || next is not ('$' or '('))
            {
                result.Append(text[i]);
            }
            else if (next == '$')
            {
                result.Append('$');
                i++;
            }
            else
            {
                var end = text.IndexOf(')', i);
                if (end < 0)
                {
                    throw line.Error($"'{text[i..]}' has no closing parenthesis.");
                }

                var name = text[(i + 2)..end];
                result.Append(Find(name, line) ?? throw line.Error($"the preprocessor variable $({name}) is not defined. Define it with <?define?>, or pass it to the build."));
                i = end;
            }
        }

        return result.ToString();
    }

    private static string WithoutVar(string name) => name.StartsWith("var.", StringComparison.Ordinal) ? name[4..] : name;

    // The packages are x64 only; the other values of WiX have no user here.
    private static string? OfSystem(string name, SourceLine line) => name switch
    {
        "BUILDARCH" => "x64",
        "BUILDARCHSHORT" => "X64",
        "SOURCEFILEDIR" => Path.GetDirectoryName(line.File) + Path.DirectorySeparatorChar,
        "SOURCEFILEPATH" => line.File,
        _ => null,
    };
}
