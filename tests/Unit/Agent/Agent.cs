using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Tests.Agent;

/// <summary>A whole agent in simulated time, with a store in memory.</summary>
internal sealed class Agent : IDisposable
{
    public const int Second = 1_000;
    public const int Minute = 60 * Second;

    private readonly ManualResetEvent stop = new(initialState: false);

    public Agent()
    {
        Store.HostWrites("device/vif/0/mac", "00:16:3e:00:00:01");
        Open = () => Store;
        Source = new(() => Open());
    }

    public SimulatedClock Clock { get; } = new();

    public MemoryStore Store { get; } = new();

    public FakeGuest Guest { get; } = new();

    public FakeSource Source { get; }

    public Func<IXenLink?> Open { get; set; }

    public AgentSettings Settings { get; set; } = AgentSettings.Default;

    public List<(AgentEvent Id, string Message)> Events { get; } = [];

    public void Stop() => stop.Set();

    /// <summary>Runs it until a moment of its time.</summary>
    public void RunUntil(long milliseconds)
    {
        Clock.At(milliseconds, Stop);
        AgentLoop loop = new(Source, Guest, Guest, Settings, AnyGuest.Tools, Clock, new((id, message) => Events.Add((id, message)), Clock));
        loop.Run(stop);
        stop.Reset();
    }

    public int Count(AgentEvent id) => Events.Count(e => e.Id == id);

    public void Dispose()
    {
        stop.Dispose();
        Guest.Dispose();
        Source.Dispose();
        Store.Dispose();
    }
}
