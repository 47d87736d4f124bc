namespace XenGuestTools.Agent.Facts;

/// <summary>Figures that never stand still are published again only when they have changed by more than 1 % of the whole: a steady VM then writes next to nothing.</summary>
public static class Damping
{
    private const ulong Percent = 100;

    /// <summary><paramref name="now"/>, with what was published last for each figure that has not changed enough.</summary>
    public static GuestFacts Of(GuestFacts? published, GuestFacts now) => published is null ? now : now with
    {
        Memory = now.Memory is { } memory && published.Memory is { } last && last.Total == memory.Total && IsSmall(last.Free, memory.Free, memory.Total) ? last : now.Memory,
        Volumes = [.. now.Volumes.Select(volume => Of(published.Volumes, volume))],
    };

    private static VolumeFacts Of(IReadOnlyList<VolumeFacts> published, VolumeFacts now) =>
        published.FirstOrDefault(v => v.Name == now.Name && v.Size == now.Size) is { } last && IsSmall(last.Free, now.Free, now.Size) ? now with { Free = last.Free } : now;

    private static bool IsSmall(ulong last, ulong now, ulong whole) => Math.Max(last, now) - Math.Min(last, now) <= whole / Percent;
}
