using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
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

    /// <param name="wrap">Makes the agent's link of the real one.</param>
    public RunningAgent(string socket, Func<IXenLink, IXenLink>? wrap = null)
    {
        source = new(socket, wrap ?? (link => link));
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

    private sealed class SocketSource(string socket, Func<IXenLink, IXenLink> wrap) : IXenLinkSource
    {
        private readonly AutoResetEvent changed = new(initialState: false);

        public WaitHandle Changed => changed;

        public int PollMilliseconds => 50;

        public string Description => socket;

        [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The agent disposes of its link.")]
        public IXenLink? Open()
        {
            try
            {
                return wrap(new GuestStore(XenStoredClient.Connect(socket), 1));
            }
            catch (SocketException)
            {
                return null;
            }
        }

        public void Dispose() => changed.Dispose();
    }
}
