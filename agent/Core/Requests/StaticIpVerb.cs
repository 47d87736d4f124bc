using System.Globalization;
using System.Net.Sockets;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Requests;

/// <summary>
/// xenserver/device/vif/&lt;n&gt;/static-ip-setting (facts 5.2). The host writes enabled and enabled6: 0 leaves the addresses alone, 1 sets the one in address and gateway,
/// 2 takes back what was set. The answer is error-code and error-msg, then enabled goes away. The host repeats its wish at each start of the VM.
/// </summary>
public sealed class StaticIpVerb(IXenStore store, HostValues host, IGuestActions actions, AgentLog log)
{
    public const string Path = "xenserver/device/vif";
    private const int MacLength = 17;
    private const int ModeLength = 1;
    private const int AddressLength = 64;
    private const int InvalidRequest = 1;

    private static readonly (AddressFamily Family, string Suffix)[] Families = [(AddressFamily.InterNetwork, ""), (AddressFamily.InterNetworkV6, "6")];

    private readonly Dictionary<string, string> refusedToGo = [];

    /// <exception cref="XenStoreException">A request could not be read or answered; it is still there.</exception>
    public void Serve()
    {
        foreach (var number in host.Numbers(Path))
        {
            Serve(number);
        }
    }

    private void Serve(int number)
    {
        var root = $"{Path}/{number}/static-ip-setting";
        (int Code, string Message) answer = (0, "");
        List<(string Path, string Request)> pending = [];
        foreach (var (family, suffix) in Families)
        {
            var path = $"{root}/enabled{suffix}";
            if (host.Read(path, ModeLength) is not { } mode)
            {
                continue;
            }

            var (mac, address, gateway) = (host.Read($"{root}/mac", MacLength), host.Read($"{root}/address{suffix}", AddressLength), host.Read($"{root}/gateway{suffix}", AddressLength));
            var request = $"{mode} {mac} {address} {gateway}";
            if (refusedToGo.TryGetValue(path, out var served) && served == request)
            {
                continue; // the store would not take the answer: it is done all the same
            }

            pending.Add((path, request));
            var result = Act(family, mode, mac, address, gateway);
            answer = answer.Code == 0 ? result : answer;
        }

        Answer(root, number, answer, pending);
    }

    private (int Code, string Message) Act(AddressFamily family, string mode, string? macText, string? addressText, string? gateway)
    {
        if (mode == "0")
        {
            return (0, "");
        }

        if (mode is not ("1" or "2") || macText is null || MacAddress.Parse(macText) is not { } mac)
        {
            return (InvalidRequest, "The mode or the MAC address is not valid.");
        }

        try
        {
            if (mode == "2")
            {
                actions.RemoveAddresses(mac, family);
            }
            else if (addressText is not null && StaticAddress.Parse(family, addressText, gateway) is { } address)
            {
                actions.AddAddress(mac, address);
            }
            else
            {
                return (InvalidRequest, "The address or the gateway is not valid: an address, a slash and the length of the prefix are wanted.");
            }

            return (0, "");
        }
        catch (GuestException e)
        {
            return (e.Code, e.Message);
        }
    }

    private void Answer(string root, int number, (int Code, string Message) answer, List<(string Path, string Request)> pending)
    {
        if (pending.Count == 0)
        {
            return;
        }

        // Remembered before the store is asked: what it does not take is not done twice.
        foreach (var (path, request) in pending)
        {
            refusedToGo[path] = request;
        }

        if (answer.Code != 0)
        {
            log.WriteLimited(AgentEvent.RequestFailed, $"The host's wish for an address of interface {number} failed: {answer.Message}");
        }

        store.Write($"{root}/error-code", answer.Code.ToString(CultureInfo.InvariantCulture));
        store.Write($"{root}/error-msg", Tree.StoreText.Of(answer.Message));
        foreach (var (path, _) in pending)
        {
            store.Remove(path);
            refusedToGo.Remove(path); // the same wish again is a new one
        }
    }
}
