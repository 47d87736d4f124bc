using System.ComponentModel;
using System.Globalization;
using System.Security;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.GuestTools;

/// <summary>An item that was read, or could not be.</summary>
/// <param name="Content">Null if it could not be read.</param>
/// <param name="Reason">Why not.</param>
internal sealed record ReportEntry(ReportItem Item, byte[]? Content, string Reason)
{
    /// <summary>Never fails: a file that can't be read is a line in the list.</summary>
    public static ReportEntry Of(ReportItem item)
    {
        try
        {
            return new(item, item.Read(), "");
        }
        catch (Win32Exception e)
        {
            return new(item, null, e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException)
        {
            // The runtime's own texts are not compiled in; the code has one of Windows.
            return new(item, null, SystemError.Text(e.HResult));
        }
    }

    /// <summary>A line of the list.</summary>
    public override string ToString() => Content is null
        ? $"{"-",10}  {Item.Name}  ({Item.Source}): not read: {Reason}"
        : string.Create(CultureInfo.InvariantCulture, $"{Content.Length,10}  {Item.Name}  ({Item.Source})");
}
