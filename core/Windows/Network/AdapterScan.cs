using System.Collections.Immutable;
using System.Runtime.Versioning;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>Reads the settings of the adapters that are present. Changes nothing.</summary>
[SupportedOSPlatform("windows")]
internal static class AdapterScan
{
    /// <exception cref="NetworkException">XGT1205.</exception>
    public static ImmutableArray<AdapterSettings> Read()
    {
        var (addresses6, routes4, routes6, persistent) = (IpHelper.Addresses(IpHelper.Ipv6), IpHelper.Routes(IpHelper.Ipv4), IpHelper.Routes(IpHelper.Ipv6), TcpipRegistry.PersistentRoutes());
        var (metrics4, metrics6) = (IpHelper.Metrics(IpHelper.Ipv4), IpHelper.Metrics(IpHelper.Ipv6));
        return [.. IpHelper.Interfaces().Select(adapter =>
        {
            var settings = TcpipRegistry.Read(adapter);
            return settings with
            {
                Ipv4 = settings.Ipv4 with
                {
                    Gateways = settings.Dhcp || !settings.Ipv4.Gateways.IsEmpty ? settings.Ipv4.Gateways : Gateways(routes4, adapter.Luid),
                    Metric = metrics4.Find(m => m.Luid == adapter.Luid)?.Metric,
                    Routes = [.. persistent.Where(p => routes4.Exists(r => r.Luid == adapter.Luid && (r.Address, r.Prefix, r.NextHop) == (p.Destination, p.Prefix, p.Gateway)))],
                },
                Ipv6 = settings.Ipv6 with
                {
                    Addresses = [.. addresses6.Where(a => a.Luid == adapter.Luid).Select(a => new IpPrefix(a.Address, a.Prefix)).OrderBy(a => a.Address, StringComparer.Ordinal)],
                    Gateways = Gateways(routes6, adapter.Luid),
                    Metric = metrics6.Find(m => m.Luid == adapter.Luid)?.Metric,
                },
            };
        })];
    }

    private static ImmutableArray<IpGateway> Gateways(List<IpRow> routes, ulong luid) =>
        [.. routes.Where(r => r.Luid == luid && r.Prefix == 0).Select(r => new IpGateway(r.NextHop, r.Metric)).DistinctBy(g => g.Address)];
}
