namespace XenGuestTools.Build.Archives;

/// <summary>Reads bytes that anyone may have written: whatever a reader throws at them, the archive is to blame.</summary>
internal static class Damage
{
    /// <param name="entry">Where reading has come to; "" for the archive as a whole.</param>
    /// <param name="read">Reads only: what it does to other files must not look like damage.</param>
    /// <exception cref="BuildException">The bytes can't be read.</exception>
    public static T Reading<T>(string archive, string entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw Refusal.Damaged(archive, entry, e.Message, e);
        }
    }
}
