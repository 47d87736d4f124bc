using System.Globalization;

namespace XenGuestTools.Agent.Running;

/// <summary>
/// Where events go. Those that somebody outside can provoke are limited: five of a kind in ten minutes, then silence and a count, so that nobody can flood the log of the guest.
/// </summary>
public sealed class AgentLog(Action<AgentEvent, string> write, IAgentClock clock)
{
    public const int Burst = 5;
    public const int QuietMilliseconds = 600_000;
    private const int QuoteLength = 64;

    private readonly Dictionary<AgentEvent, Count> counts = [];

    /// <summary>A foreign text that can do no harm in an event: short, printable ASCII, without the percent signs that Windows would fill in.</summary>
    public static string Quote(string text) => string.Concat(text.Take(QuoteLength).Select(c => c is >= ' ' and <= '~' and not '%' and not '\'' ? c : '.')) + (text.Length > QuoteLength ? "…" : "");

    public void Write(AgentEvent id, string message) => write(id, message);

    public void WriteLimited(AgentEvent id, string message)
    {
        var now = clock.Milliseconds;
        if (!counts.TryGetValue(id, out var count) || now - count.Since >= QuietMilliseconds)
        {
            var silent = count is null ? 0 : count.Events - Burst;
            counts[id] = count = new() { Since = now };
            message = silent > 0 ? string.Create(CultureInfo.InvariantCulture, $"{message} ({silent} more like this were not logged.)") : message;
        }

        if (++count.Events <= Burst)
        {
            write(id, message);
        }
    }

    private sealed class Count
    {
        public long Since { get; init; }

        public int Events { get; set; }
    }
}
