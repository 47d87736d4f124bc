using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.XenStored;

namespace XenGuestTools.Tests.Agent;

/// <summary>A whole agent in real time, connected to a socket.</summary>
internal sealed class RunningAgent : IDisposable
{
    private readonly SocketSource source;
    private readonly AgentWorker worker;

    public RunningAgent(string socket)
    {
        source = new(socket);
        SystemClock clock = new();
        worker = new(stop => new AgentLoop(source, Guest, Guest, AgentSettings.Default, AnyGuest.Tools, clock, new((id, _) => Events.Add(id), clock)).Run(stop));
        worker.Start();
    }

    public FakeGuest Guest { get; } = new();

    public ConcurrentBag<AgentEvent> Events { get; } = [];

    public static void WaitUntil(Func<bool> condition, string otherwise)
    {
        for (var patience = Stopwatch.StartNew(); !condition(); Thread.Sleep(10))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), otherwise);
        }
    }

    public bool Stop(TimeSpan patience) => worker.Stop(patience);

    public void Dispose()
    {
        worker.Stop(TimeSpan.FromSeconds(30));
        worker.Dispose();
        source.Dispose();
        Guest.Dispose();
    }

    private sealed class SocketSource(string socket) : IXenLinkSource
    {
        private readonly AutoResetEvent changed = new(initialState: false);

        public WaitHandle Changed => changed;

        public int PollMilliseconds => 50;

        public string Description => socket;

        public IXenLink? Open()
        {
            try
            {
                return new GuestStore(XenStoredClient.Connect(socket), 1);
            }
            catch (SocketException)
            {
                return null;
            }
        }

        public void Dispose() => changed.Dispose();
    }
}
