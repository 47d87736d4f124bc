namespace XenGuestTools.Build.Archives;

/// <summary>How much one source may hold, everything in it that is unpacked in turn included.</summary>
public sealed record UnpackLimits(long Bytes, int Entries)
{
    /// <summary>1 GiB and 10,000 entries: some twenty times what a guest-tools ISO holds.</summary>
    public static UnpackLimits Default { get; } = new(1L << 30, 10_000);

    /// <summary>Bytes that a tar with so much in it may have: its headers come on top.</summary>
    public long TarBytes => Bytes + (Entries * 4096L);
}
