using System.Globalization;
using System.Text.RegularExpressions;

namespace XenGuestTools.Build.Wix;

/// <summary>
/// The expression of <c>&lt;?if …?&gt;</c>: comparisons (<c>= == != ~= &lt; &lt;= &gt; &gt;=</c>) of variables and literals, a variable by itself, <c>NOT</c>, <c>AND</c>, <c>OR</c> and parentheses.
/// A variable by itself is false when it is missing, empty, <c>0</c>, <c>false</c> or <c>no</c>. WiX reads AND and OR from left to right with no precedence, so a mix without parentheses is refused.
/// </summary>
public sealed partial class PreprocessorCondition
{
    private readonly string text;
    private readonly PreprocessorVariables variables;
    private readonly SourceLine line;
    private readonly List<string> tokens;
    private int position;

    private PreprocessorCondition(string expression, PreprocessorVariables known, SourceLine where)
    {
        (text, variables, line) = (expression.Trim(), known, where);
        tokens = [.. Token().Matches(text).Select(m => m.Value)];
        if (Token().Replace(text, "").Trim().Length > 0)
        {
            throw Error("has characters that belong to no expression");
        }
    }

    private string? Current => position < tokens.Count ? tokens[position] : null;

    public static bool Evaluate(string text, PreprocessorVariables variables, SourceLine line)
    {
        var condition = new PreprocessorCondition(text, variables, line);
        var value = condition.Chain();
        return condition.Current is null ? value : throw condition.Error($"has '{condition.Current}' where an operator belongs");
    }

    // Whole words, a variable, a quoted literal, an operator, a parenthesis, or a bare literal.
    [GeneratedRegex("""\$\([^)]*\)|"[^"]*"|==|!=|~=|<=|>=|[=<>()]|[^\s=<>()"!~$]+""")]
    private static partial Regex Token();

    private bool Chain()
    {
        var value = Operand();
        string? chained = null;
        while (Keyword(Current) is "AND" or "OR")
        {
            var word = Keyword(tokens[position++])!;
            if (chained is not null && chained != word)
            {
                throw Error("mixes AND and OR; put parentheses around one of them");
            }

            chained = word;
            var right = Operand();
            value = word == "AND" ? value && right : value || right;
        }

        return value;
    }

    private bool Operand()
    {
        if (Keyword(Current) == "NOT")
        {
            position++;
            return !Operand();
        }

        if (Current != "(")
        {
            return Comparison();
        }

        position++;
        var value = Chain();
        if (Current != ")")
        {
            throw Error("has no closing parenthesis");
        }

        position++;
        return value;
    }

    private bool Comparison()
    {
        var first = Current;
        var left = Value();
        if (Current is not ("=" or "==" or "!=" or "~=" or "<" or "<=" or ">" or ">=") || Current is not { } operation)
        {
            return first!.StartsWith("$(", StringComparison.Ordinal)
                ? left is not (null or "" or "0" or "false" or "no")
                : throw Error($"has the literal {first} where a variable or a comparison belongs");
        }

        position++;
        var right = Value();
        if (left is null || right is null)
        {
            throw Error("compares a variable that is not defined");
        }

        return operation switch
        {
            "=" or "==" => left == right,
            "!=" => left != right,
            "~=" => string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
            "<" => Number(left) < Number(right),
            "<=" => Number(left) <= Number(right),
            ">" => Number(left) > Number(right),
            _ => Number(left) >= Number(right),
        };
    }

    private string? Value()
    {
        var token = Current ?? throw Error("ends too early");
        position++;
        return token.StartsWith("$(", StringComparison.Ordinal) ? variables.Find(token[2..^1], line)?.Trim()
            : token[0] == '"' ? variables.Substitute(token[1..^1], line).Trim()
            : token;
    }

    private int Number(string value) =>
        int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw Error($"compares '{value}', which is not a whole number");

    private static string? Keyword(string? token) =>
        token?.ToUpperInvariant() is "AND" or "OR" or "NOT" ? token.ToUpperInvariant() : null;

    private BuildException Error(string what) => line.Error($"the condition '{text}' {what}.");
}
