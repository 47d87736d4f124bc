using System.Net.Sockets;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Tests.Agent;

/// <summary>A Windows that tells what a test says, and remembers what it was asked to do.</summary>
internal sealed class FakeGuest : IGuestProbe, IGuestActions, IDisposable
{
    private readonly AutoResetEvent adaptersChanged = new(initialState: false);

    public GuestFacts Facts { get; set; } = AnyGuest.Example;

    /// <summary>Thrown by every member while it is set.</summary>
    public GuestException? Failure { get; set; }

    public List<string> Done { get; } = [];

    /// <summary>How often the adapters were looked at.</summary>
    public int AdapterLooks { get; private set; }

    public DateTime UtcNow { get; set; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public WaitHandle AdaptersChanged => adaptersChanged;

    public Features PowerFeatures => Features.PowerOff | Features.Reboot;

    public void ChangeAdapters(params AdapterFacts[] adapters)
    {
        Facts = Facts with { Adapters = adapters };
        adaptersChanged.Set();
    }

    public SystemFacts System() => Tell(Facts.System!);

    public MemoryFacts Memory() => Tell(Facts.Memory!);

    public IReadOnlyList<VolumeFacts> Volumes() => Tell(Facts.Volumes);

    public IReadOnlyList<AdapterFacts> Adapters()
    {
        AdapterLooks++;
        return Tell(Facts.Adapters);
    }

    public void Power(PowerRequest request) => Do($"{request}");

    public void AddAddress(MacAddress adapter, StaticAddress address) => Do($"add {address.Address}/{address.PrefixLength} via {address.Gateway} to {adapter}");

    public void RemoveAddresses(MacAddress adapter, AddressFamily family) => Do($"remove {family} of {adapter}");

    public void SetTime(DateTime utc) => Do($"time {utc:u}");

    public void Dispose() => adaptersChanged.Dispose();

    private void Do(string what)
    {
        Done.Add(what);
        _ = Tell(what);
    }

    private T Tell<T>(T what) => Failure is null ? what : throw Failure;
}
