using System.ComponentModel;

namespace XenGuestTools.Core.Offline;

/// <summary>Makes the changes of a repair, or none of them.</summary>
public static class ChangeList
{
    /// <param name="put">Makes one change; a <see cref="Win32Exception"/> when it can't.</param>
    /// <param name="flush">Writes them to the file; the same.</param>
    /// <exception cref="OfflineException">XGT1331, XGT1332.</exception>
    public static void Make(OfflineResult planned, Action<ValueChange> put, Action flush)
    {
        List<ValueChange> made = [];
        try
        {
            foreach (var change in planned.Changes)
            {
                made.Add(change);
                put(change);
            }

            flush();
        }
        catch (Win32Exception e)
        {
            TakeBack(made, put, planned.Backup!, e);
            throw OfflineException.NotChanged(planned.Windows, e.Message + ".");
        }
    }

    private static void TakeBack(List<ValueChange> made, Action<ValueChange> put, string backup, Win32Exception reason)
    {
        try
        {
            for (var i = made.Count - 1; i >= 0; i--)
            {
                put(made[i].Reversed);
            }
        }
        catch (Win32Exception e)
        {
            throw OfflineException.HalfChanged(backup, $"{reason.Message}; {e.Message}.");
        }
    }
}
