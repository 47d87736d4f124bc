using System.Net;
using System.Net.Sockets;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Build.AgentBench;

/// <summary>A VM in which only the free memory moves.</summary>
internal sealed class SteadyGuest : IGuestProbe, IGuestActions, IDisposable
{
    private const ulong Total = 4_000_000;

    private static readonly SystemFacts Windows = new("Windows Server 2022 Standard", 10, 0, 20348, 2113, "BENCH", "bench", "example.org");
    private static readonly IReadOnlyList<VolumeFacts> Disks = [new(@"C:\", 64_000_000_000, 30_000_000_000, "NTFS", "System", [@"C:\"])];
    private static readonly IReadOnlyList<AdapterFacts> Cards = [new(new(0x00163E000001), [new(0x0A0200C0), IPAddress.Parse("fe80::1")])];

    private readonly AutoResetEvent never = new(initialState: false);
    private ulong minutes;

    public WaitHandle AdaptersChanged => never;

    public Features PowerFeatures => Features.PowerOff | Features.Reboot;

    public DateTime UtcNow => DateTime.UnixEpoch;

    public SystemFacts System() => Windows;

    public MemoryFacts Memory() => new(Total, 2_000_000 - (minutes++ % 8 * 10_000));

    public IReadOnlyList<VolumeFacts> Volumes() => Disks;

    public IReadOnlyList<AdapterFacts> Adapters() => Cards;

    public void Power(PowerRequest request) => throw new NotSupportedException();

    public void AddAddress(MacAddress adapter, StaticAddress address) => throw new NotSupportedException();

    public void RemoveAddresses(MacAddress adapter, AddressFamily family) => throw new NotSupportedException();

    public void SetTime(DateTime utc) => throw new NotSupportedException();

    public void Dispose() => never.Dispose();
}
