using System.Diagnostics;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.XenStored;
using XenGuestTools.Build.Testing;

namespace XenGuestTools.Build.Bench;

/// <summary>What the agent's own code costs, over the real xenstored: the program for Windows is the same code with other ends. Linux only.</summary>
internal sealed class AgentTimer(Paths paths)
{
    private const int Cycles = 100_000;
    private const int MinutesOfAnHour = 60;
    private const double Kilobyte = 1_000;
    private const double MillisecondsOfAMinute = 60_000;

    private string Folder => Path.Combine(paths.Artifacts, "bench", "xenstored");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellation)
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        using var store = await OxenStored.StartAsync(paths, Folder, [], cancellation).ConfigureAwait(false);
        var first = Stopwatch.GetTimestamp();
        using SteadyGuest guest = new();
        using CompressedTime clock = new(Cycles);
        using Link source = new(() => new GuestStore(store.Connect(), 1));
        var (start, startCpu) = (0.0, TimeSpan.Zero);
        long before = 0, growth = 0, allocated = 0;
        clock.Plan(0, () => (start, startCpu) = (Stopwatch.GetElapsedTime(first).TotalMilliseconds, CpuTime()));
        clock.Plan(MinutesOfAnHour, () => (before, allocated) = (GC.GetTotalMemory(forceFullCollection: true), GC.GetTotalAllocatedBytes(precise: true)));
        var cpu = TimeSpan.Zero;
        clock.Plan(Cycles, () =>
        {
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            growth = GC.GetTotalMemory(forceFullCollection: true) - before;
            cpu = CpuTime() - startCpu;
        });
        new AgentLoop(source, guest, guest, AgentSettings.Default, new(1, 0, 0), clock, new((_, _) => { }, clock)).Run(clock.End);
        return
        [
            new("agent: connection to first publication, on xenstored", start, "ms", 300),
            new("agent: a minute of a steady VM, CPU time over real time", 100 * cpu.TotalMilliseconds / Cycles / MillisecondsOfAMinute, "%", 0.1),
            new("agent: allocated in a minute of a steady VM", allocated / Kilobyte / (Cycles - MinutesOfAnHour), "KB", 32),
            new("agent: growth of the heap over 100,000 minutes", Math.Max(growth, 0) / Kilobyte, "KB", 64),
        ];
    }

    private static TimeSpan CpuTime()
    {
        using var own = Process.GetCurrentProcess();
        return own.TotalProcessorTime;
    }

    private sealed class Link(Func<IXenLink> open) : IXenLinkSource
    {
        private readonly AutoResetEvent changed = new(initialState: false);

        public WaitHandle Changed => changed;

        public int PollMilliseconds => Timeout.Infinite;

        public string Description => "xenstored";

        public IXenLink Open() => open();

        public void Dispose() => changed.Dispose();
    }
}
