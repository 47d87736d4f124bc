using System.Globalization;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Tests.Agent;

/// <summary>
/// What a host makes of a guest's keys: the rules of xapi (facts 5.3), current and as they were when data/updated counted, written anew. Paths are relative to the guest's domain.
/// </summary>
internal sealed class XapiReader(IXenStore store)
{
    private static readonly string[] InterfacePrefixes = ["eth", "xenbr", "eno", "ens", "emp", "enx"];

    public GuestMetrics Current() => new(
        IsTaken: true,
        Version: Map(("attr/PVAddons/MajorVersion", "major"), ("attr/PVAddons/MinorVersion", "minor"), ("attr/PVAddons/MicroVersion", "micro"), ("attr/PVAddons/BuildVersion", "build")),
        System: Map(("data/os_name", "name"), ("data/os_uname", "uname"), ("data/os_distro", "distro"), ("data/os_majorver", "major"), ("data/os_minorver", "minor"), ("attr/os/spmajor", "spmajor"), ("attr/os/spminor", "spminor")),
        HostName: store.Read("data/host_name_dns") is { } host ? store.Read("data/domain") is { } domain ? $"{host}.{domain}" : host : null,
        Networks: Present(store.List("attr/vif") is { Count: > 0 } vifs ? vifs.SelectMany(OfVif) : OfInterfaces(InterfacePrefixes, withIndex: true)),
        Memory: Memory(),
        Features: Features());

    public GuestMetrics Old() => Current() with
    {
        IsTaken = store.Read("data/updated") is not null,
        HostName = null, // came later
        Networks = Present(OfInterfaces(["eth", "xenbr"], withIndex: false)),
    };

    private Dictionary<string, string> Memory() => Map(("data/meminfo_total", "total"), ("data/meminfo_free", "free"));

    private Dictionary<string, string> Features() => Map([.. store.List("control").Select(name => ($"control/{name}", name))]);

    /// <summary>attr/vif/0/ipv4/0 is both 0/ipv4/0 and 0/ip.</summary>
    private IEnumerable<(string Path, string Key)> OfVif(string vif) =>
        from family in store.List($"attr/vif/{vif}").Where(f => f is "ipv4" or "ipv6").Order(StringComparer.Ordinal)
        from index in store.List($"attr/vif/{vif}/{family}").OrderBy(i => int.Parse(i, CultureInfo.InvariantCulture)) // one that is no number loses the whole interface
        from key in family == "ipv4" && index == "0" ? new[] { $"{vif}/ip", $"{vif}/ipv4/0" } : [$"{vif}/{family}/{index}"]
        select ($"attr/vif/{vif}/{family}/{index}", key);

    private IEnumerable<(string Path, string Key)> OfInterfaces(string[] prefixes, bool withIndex) =>
        from name in store.List("attr").Order(StringComparer.Ordinal)
        let prefix = Array.Find(prefixes, p => name.StartsWith(p, StringComparison.Ordinal))
        where prefix is not null
        let number = name[prefix.Length..]
        from pair in new[] { ($"attr/{name}/ip", $"{number}/ip") }
            .Concat(withIndex ? [($"attr/{name}/ip", $"{number}/ipv4/0")] : [])
            .Concat(store.List($"attr/{name}/ipv6").Order(StringComparer.Ordinal).Select(i => ($"attr/{name}/ipv6/{i}/addr", $"{number}/ipv6/{i}")))
        select pair;

    private Dictionary<string, string> Present(IEnumerable<(string Path, string Key)> wanted) => Map([.. wanted]);

    private Dictionary<string, string> Map(params (string Path, string Key)[] wanted) =>
        wanted.Select(w => (w.Key, Value: store.Read(w.Path))).Where(w => w.Value is not null).ToDictionary(w => w.Key, w => w.Value!);
}
