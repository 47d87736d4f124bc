using System.Text;

namespace XenGuestTools.Agent.Tree;

/// <summary>Texts as xeniface takes them: it refuses a value that has anything but printable ASCII (win-xeniface, ioctl_store.c).</summary>
public static class StoreText
{
    private const char Unknown = '?';

    /// <summary>At most <see cref="Bounds.Value"/> printable ASCII characters; a question mark for each other one.</summary>
    public static string Of(string text)
    {
        StringBuilder result = new(Math.Min(text.Length, Bounds.Value));
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length == Bounds.Value)
            {
                break;
            }

            result.Append(rune.Value is >= ' ' and <= '~' ? (char)rune.Value : Unknown);
        }

        return result.ToString();
    }
}
