using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;

namespace XenGuestTools.Agent.Tree;

/// <summary>Reads which virtual network interfaces the host has given this guest.</summary>
public static class VifReader
{
    private const int MacLength = 17;

    /// <summary>Those whose keys make sense, by number, at most <see cref="Bounds.Vifs"/>; the others are complained about.</summary>
    public static IReadOnlyList<Vif> Read(HostValues host)
    {
        List<Vif> vifs = [];
        foreach (var number in host.Numbers("device/vif").Take(Bounds.Vifs))
        {
            var path = $"device/vif/{number}/mac";
            if (host.Read(path, MacLength) is not { } text)
            {
                continue;
            }

            if (MacAddress.Parse(text) is { } mac)
            {
                vifs.Add(new(number, mac, host.Exists($"attr/vif/{number}/mac")));
            }
            else
            {
                host.Refuse(path, text, "is not the address of one network adapter");
            }
        }

        return vifs;
    }
}
