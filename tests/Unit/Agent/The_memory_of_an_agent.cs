using static XenGuestTools.Tests.Agent.Agent;

namespace XenGuestTools.Tests.Agent;

/// <summary>Alone: what other tests allocate at the same time would be counted too.</summary>
[Collection(nameof(Alone))]
public sealed class The_memory_of_an_agent
{
    private const int Cycles = 100_000;

    [Fact]
    public void Does_not_grow_over_100_000_cycles()
    {
        using Agent agent = new();
        var free = agent.Guest.Facts.Memory!.Free;
        for (var i = 1; i < 100; i++)
        {
            var now = free - ((ulong)(i % 2) * 100_000);
            agent.Clock.At((long)i * (Cycles / 100) * Minute, () => agent.Guest.Facts = agent.Guest.Facts with { Memory = agent.Guest.Facts.Memory! with { Free = now } });
        }

        long before = 0, growth = 0;
        agent.Clock.At(100 * Minute, () => before = GC.GetTotalMemory(forceFullCollection: true));
        agent.Clock.At(((long)Cycles * Minute) - 1, () => growth = GC.GetTotalMemory(forceFullCollection: true) - before);
        agent.RunUntil((long)Cycles * Minute);

        Assert.InRange(growth, long.MinValue, 64 * 1024);
        Assert.InRange(agent.Store.Operations, Cycles, Cycles * 10);
    }
}
