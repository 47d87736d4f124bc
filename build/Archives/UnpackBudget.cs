namespace XenGuestTools.Build.Archives;

/// <summary>Counts what was unpacked from one source against its limits.</summary>
internal sealed class UnpackBudget(UnpackLimits limits)
{
    private long bytes;
    private int entries;

    public UnpackLimits Limits => limits;

    /// <exception cref="BuildException">That was one too many.</exception>
    public void AddEntry(string archive, string entry)
    {
        if (++entries > limits.Entries)
        {
            throw Refusal.TooMuch(archive, entry, limits);
        }
    }

    /// <exception cref="BuildException">That was too much.</exception>
    public void AddBytes(string archive, string entry, long count)
    {
        bytes += count;
        if (bytes > limits.Bytes)
        {
            throw Refusal.TooMuch(archive, entry, limits);
        }
    }
}
