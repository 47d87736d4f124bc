using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Windows;
using XenGuestTools.Core.Windows.Cleaning;

namespace XenGuestTools.GuestTools;

/// <summary>What the service of a clean-up does after a restart: nobody reads its exit code, so the event log has the verdict.</summary>
internal static class CleanRun
{
    public static void Resume(CleanRequest request)
    {
        try
        {
            if (CleanSession.Resume(request, _ => { }) is { } result)
            {
                ProductEventLog.Write(result.Verdict != CleanVerdict.Done, TextOf(result));
            }
        }
        catch (Exception e) when (e is CleanException or DriverException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            ProductEventLog.Write(warning: true, $"The removal of other vendors' tools could not go on: {e.Message}{Environment.NewLine}Run 'guesttools clean' to see what is left.");
        }
    }

    private static string TextOf(CleanResult result) => string.Join(Environment.NewLine, (string[])
    [
        result.Verdict switch
        {
            CleanVerdict.RestartNeeded => "The removal of other vendors' tools goes on after one more restart of Windows.",
            CleanVerdict.Remains => "Not everything of other vendors' tools could be removed.",
            _ => "Other vendors' tools are removed.",
        },
        .. result.Problems,
        .. result.Left.Select(left => $"Still to do: {left}"),
        $"Log and backup: {result.Backup}",
    ]);
}
