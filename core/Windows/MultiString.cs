using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows;

/// <summary>REG_MULTI_SZ: strings that each end in NUL, one more NUL at the end. Drivers leave out the last ones now and then.</summary>
public static class MultiString
{
    public static ImmutableArray<string> Parse(ReadOnlySpan<char> text)
    {
        var strings = ImmutableArray.CreateBuilder<string>();
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\0');
            var part = end < 0 ? text : text[..end];
            if (part.IsEmpty)
            {
                break;
            }

            strings.Add(part.ToString());
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return strings.ToImmutable();
    }
}
