using System.Collections.Immutable;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>The settings of one interface that Windows keeps in the registry (Tcpip, Tcpip6 and NetBT; facts 4.11).</summary>
[SupportedOSPlatform("windows")]
internal static class TcpipRegistry
{
    private const string Ipv4 = Names.Services + @"\Tcpip\Parameters";
    private const string Ipv6 = Names.Services + @"\Tcpip6\Parameters";
    private const string NetBt = Names.Services + @"\NetBT\Parameters\Interfaces\Tcpip_";

    /// <summary>What of the settings is in the registry; the rest is empty.</summary>
    public static AdapterSettings Read(NetworkInterface adapter)
    {
        using var ipv4 = Registry.LocalMachine.OpenSubKey(PathOf(Ipv4, adapter.Guid));
        using var ipv6 = Registry.LocalMachine.OpenSubKey(PathOf(Ipv6, adapter.Guid));
        using var netBt = Registry.LocalMachine.OpenSubKey($"{NetBt}{adapter.Guid:B}");
        ImmutableArray<IpPrefix> addresses = Number(ipv4, "EnableDHCP", 1) == 0 ? TcpipValues.Addresses(Texts(ipv4, "IPAddress"), Texts(ipv4, "SubnetMask")) : [];
        var dhcp = addresses.IsEmpty; // with neither, there is nothing to restore: the same
        return new(
            adapter.Mac,
            adapter.Guid,
            adapter.Name,
            dhcp,
            IpSettings.None with
            {
                Addresses = addresses,
                Gateways = dhcp ? [] : TcpipValues.Gateways(Texts(ipv4, "DefaultGateway"), Texts(ipv4, "DefaultGatewayMetric")),
                DnsServers = TcpipValues.Servers(Text(ipv4, "NameServer"), AddressFamily.InterNetwork),
            },
            IpSettings.None with { DnsServers = TcpipValues.Servers(Text(ipv6, "NameServer"), AddressFamily.InterNetworkV6) },
            Text(ipv4, "Domain"),
            Number(ipv4, "RegistrationEnabled", 1) != 0,
            Number(ipv4, "RegisterAdapterName", 0) != 0,
            Number(netBt, "NetbiosOptions", 0) is var option && Enum.IsDefined((NetBiosOption)option) ? (NetBiosOption)option : NetBiosOption.FromDhcp);
    }

    /// <summary>Of the whole machine: a route is saved with the adapter that it goes through now.</summary>
    public static ImmutableArray<IpRoute> PersistentRoutes()
    {
        using var key = Registry.LocalMachine.OpenSubKey(Ipv4 + @"\PersistentRoutes");
        return key is null ? [] : TcpipValues.Routes(key.GetValueNames());
    }

    /// <summary>There is no documented function for these on the oldest Windows that we support. The keys are the ones that Windows makes with the interface; none is created.</summary>
    public static void Write(NetworkStep step)
    {
        var saved = step.Saved;
        if (step.Facet == NetworkFacet.NetBios)
        {
            using var netBt = Open($"{NetBt}{step.Interface:B}");
            netBt.SetValue("NetbiosOptions", (int)saved.NetBios, RegistryValueKind.DWord);
            return;
        }

        using var ipv4 = Open(PathOf(Ipv4, step.Interface));
        ipv4.SetValue("Domain", saved.DnsSuffix, RegistryValueKind.String);
        ipv4.SetValue("RegistrationEnabled", saved.RegisterAddress ? 1 : 0, RegistryValueKind.DWord);
        ipv4.SetValue("RegisterAdapterName", saved.RegisterSuffix ? 1 : 0, RegistryValueKind.DWord);
    }

    private static RegistryKey Open(string path) => Registry.LocalMachine.OpenSubKey(path, writable: true) ?? throw new IOException($"HKLM\\{path} does not exist");

    private static string PathOf(string parameters, Guid guid) => $@"{parameters}\Interfaces\{guid:B}";

    private static string Text(RegistryKey? key, string name) => key?.GetValue(name) as string ?? "";

    private static string[] Texts(RegistryKey? key, string name) => key?.GetValue(name) switch
    {
        string[] many => many,
        string one => [one],
        _ => [],
    };

    private static int Number(RegistryKey? key, string name, int otherwise) => key?.GetValue(name) as int? ?? otherwise;
}
