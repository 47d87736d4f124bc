using System.Buffers;
using System.Text;

namespace XenGuestTools.Core.Report;

/// <summary>
/// Takes out of a text what support does not need: the values of passwords and the like, product keys, and the user in the path of a profile. Names of computers, IP addresses and SIDs stay: without
/// them nobody can tell which machine and which adapter a line is about. Pure; line by line, so that one mistake costs one line.
/// </summary>
public static class Redaction
{
    private const string Hidden = "***";
    private const int KeyGroups = 5;
    private const int KeyLength = (KeyGroups * 5) + KeyGroups - 1;

    /// <summary>In the name of a property or switch; what comes after "=" or ":" is hidden. The last two are properties of Windows Installer.</summary>
    private static readonly string[] SecretNames = ["PASSWORD", "PASSWD", "PASSPHRASE", "PWD", "SECRET", "TOKEN", "APIKEY", "PRODUCTKEY", "PIDKEY", "LOGONUSER", "USERNAME"];

    private static readonly SearchValues<char> EndOfWord = SearchValues.Create(" \t\r\n,;");
    private static readonly SearchValues<char> EndOfFolder = SearchValues.Create("\\/\"'<>|:*?;,\r\n\t");

    /// <summary>Profiles that are no person's.</summary>
    private static readonly string[] SharedProfiles = ["Public", "Default", "Default User", "All Users"];

    public static string Of(string text)
    {
        StringBuilder result = new(text.Length);
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            result.Append(Line(text[start..end]));
            start = end;
        }

        return result.ToString();
    }

    /// <summary>Product keys last: what a profile is glued to is a key only without it.</summary>
    private static string Line(string line) => ProductKeys(Profiles(Secrets(line)));

    /// <summary><c>ADMINPASSWORD=…</c>, <c>/password:…</c>, <c>"token": "…"</c>, <c>Property(S): LogonUser = …</c>.</summary>
    private static string Secrets(string line)
    {
        foreach (var name in SecretNames)
        {
            for (var at = line.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0 && at < line.Length; at = line.IndexOf(name, at, StringComparison.OrdinalIgnoreCase))
            {
                at += name.Length;
                while (at < line.Length && (char.IsAsciiLetterOrDigit(line[at]) || line[at] is '_' or '"'))
                {
                    at++; // the rest of the name, and the quotation mark that ends it in JSON
                }

                var value = SkipSpaces(line, at);
                if (value < line.Length && line[value] is '=' or ':')
                {
                    value = SkipSpaces(line, value + 1);
                    var end = EndOfValue(line, value);
                    line = end > value ? $"{line[..value]}{Hidden}{line[end..]}" : line;
                    at = Math.Min(value + Hidden.Length, line.Length);
                }
            }
        }

        return line;
    }

    private static int SkipSpaces(string line, int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
        {
            at++;
        }

        return at;
    }

    /// <summary>Up to the closing quotation mark, or else the next space: of a value with spaces and without quotation marks only the first word is hidden. That of a property line fills the line.</summary>
    private static int EndOfValue(string line, int start)
    {
        if (start >= line.Length)
        {
            return start;
        }

        if (line.Contains("Property(", StringComparison.Ordinal))
        {
            return EndOfLine(line);
        }

        if (line[start] is '"' or '\'')
        {
            var close = line.IndexOf(line[start], start + 1);
            return close < 0 ? EndOfLine(line) : EndOfWordAt(line, close + 1); // a command line may go on behind the mark: "bob"by is bobby
        }

        return EndOfWordAt(line, start);
    }

    private static int EndOfWordAt(string line, int start) => line.AsSpan(start).IndexOfAny(EndOfWord) is var length and >= 0 ? start + length : line.Length;

    private static int EndOfLine(string line) => line.AsSpan().TrimEnd("\r\n").Length;

    /// <summary>Five groups of five letters and digits. A GUID has other groups.</summary>
    private static string ProductKeys(string line)
    {
        for (var at = 0; at + KeyLength <= line.Length; at++)
        {
            if (IsKey(line.AsSpan(at, KeyLength)) && !Joins(line, at - 1) && !Joins(line, at + KeyLength))
            {
                line = string.Concat(line.AsSpan(0, at), "*****-*****-*****-*****-*****", line.AsSpan(at + KeyLength));
                at += KeyLength;
            }
        }

        return line;
    }

    private static bool IsKey(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i % 6 == 5 ? text[i] != '-' : !char.IsAsciiLetterOrDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Joins(string line, int at) => at >= 0 && at < line.Length && (char.IsAsciiLetterOrDigit(line[at]) || line[at] == '-');

    /// <summary><c>C:\Users\name\</c>, also with the doubled backslashes of JSON and the slashes of a URL.</summary>
    private static string Profiles(string line)
    {
        const string Users = "Users";
        for (var at = line.IndexOf(Users, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(Users, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var before = at;
            while (before > 0 && line[before - 1] is '\\' or '/')
            {
                before--;
            }

            var name = at + Users.Length;
            while (name < line.Length && line[name] is '\\' or '/')
            {
                name++;
            }

            if (before < 2 || before == at || name == at + Users.Length || line[before - 1] != ':' || !char.IsAsciiLetter(line[before - 2]))
            {
                continue;
            }

            var length = line.AsSpan(name).IndexOfAny(EndOfFolder);
            var end = length < 0 ? line.Length : name + length;
            if (end > name && !Array.Exists(SharedProfiles, shared => Names.Same(shared, line[name..end].TrimEnd())))
            {
                line = $"{line[..(before - 2)]}%USERPROFILE%{line[end..]}";
                at = before - 2;
            }
        }

        return line;
    }
}
