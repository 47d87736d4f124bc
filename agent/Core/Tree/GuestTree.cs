using System.Globalization;
using System.Net;
using System.Net.Sockets;
using XenGuestTools.Agent.Facts;

namespace XenGuestTools.Agent.Tree;

/// <summary>
/// What the store has to hold for a guest: the names that current xapi reads, and those that old ones want (facts 5.1, 5.3). The most important come first, in case the store gets full.
/// "attr" is what a current xapi watches: it comes after the data, so that what is watched is written when all is there.
/// </summary>
public static class GuestTree
{
    public const string MemoryFree = "data/meminfo_free";
    public const string MemoryTotal = "data/meminfo_total";
    public const string Volumes = "data/volumes";

    /// <summary>Written last, whenever something has changed. Old xapi takes no notice of a guest without it.</summary>
    public const string Updated = "data/updated";

    /// <summary>Written again whenever something has changed: it is below "attr".</summary>
    public const string Installed = "attr/PVAddons/Installed";

    /// <summary>The keys that are not there for every guest: what of them an earlier agent left must be found to be removed.</summary>
    public static readonly IReadOnlyList<string> Leaves =
    [
        "data/os_name", "data/os_distro", "data/os_majorver", "data/os_minorver", "data/os_buildver", "data/os_uname", "data/host_name", "data/host_name_dns", "data/domain",
        MemoryTotal, MemoryFree, "attr/os/class", "attr/os/major", "attr/os/minor", "attr/os/build", "attr/os/spmajor", "attr/os/spminor",
        "control/feature-poweroff", "control/feature-reboot", "control/feature-s3", "control/feature-s4", "control/feature-static-ip-setting",
        "attr/PVAddons/MajorVersion", "attr/PVAddons/MinorVersion", "attr/PVAddons/MicroVersion", "attr/PVAddons/BuildVersion", Installed,
    ];

    /// <param name="vifs">Adapters with the address of one of these are published, no others.</param>
    public static IReadOnlyList<StoreEntry> Of(GuestFacts facts, IReadOnlyList<Vif> vifs, Features features)
    {
        List<StoreEntry> entries = [];
        AddSystem(entries, facts.System);
        if (facts.Memory is { } memory)
        {
            entries.Add(new(MemoryTotal, Text(memory.Total)));
            entries.Add(new(MemoryFree, Text(memory.Free)));
        }

        AddAdapters(entries, facts.Adapters, vifs);
        AddFeatures(entries, features);
        AddVolumes(entries, facts.Volumes);
        entries.Add(new("attr/PVAddons/MajorVersion", Text((ulong)facts.Tools.Major)));
        entries.Add(new("attr/PVAddons/MinorVersion", Text((ulong)facts.Tools.Minor)));
        entries.Add(new("attr/PVAddons/MicroVersion", Text((ulong)Math.Max(facts.Tools.Build, 0))));
        entries.Add(new("attr/PVAddons/BuildVersion", Text((ulong)Math.Max(facts.Tools.Revision, 0))));
        entries.Add(new(Installed, "1"));
        return entries;
    }

    private static void AddSystem(List<StoreEntry> entries, SystemFacts? system)
    {
        if (system is null)
        {
            return;
        }

        string major = Text((ulong)system.Major), minor = Text((ulong)system.Minor), build = Text((ulong)system.Build);
        AddText(entries, "data/os_name", system.Name);
        entries.Add(new("data/os_distro", "windows")); // in small letters: xapi asks for exactly this
        entries.Add(new("data/os_majorver", major));
        entries.Add(new("data/os_minorver", minor));
        entries.Add(new("data/os_buildver", build));
        entries.Add(new("data/os_uname", $"{major}.{minor}.{build}.{Text((ulong)system.Revision)}"));
        AddText(entries, "data/host_name", system.HostName);
        AddText(entries, "data/host_name_dns", system.DnsHostName);
        AddText(entries, "data/domain", system.Domain);
        entries.Add(new("attr/os/class", "Windows NT"));
        entries.Add(new("attr/os/major", major));
        entries.Add(new("attr/os/minor", minor));
        entries.Add(new("attr/os/build", build));
        entries.Add(new("attr/os/spmajor", "0")); // no Windows since 7 has service packs
        entries.Add(new("attr/os/spminor", "0"));
    }

    /// <summary>attr/eth&lt;n&gt; is what old xapi reads; current ones read it only if there is nothing below attr/vif.</summary>
    private static void AddAdapters(List<StoreEntry> entries, IReadOnlyList<AdapterFacts> adapters, IReadOnlyList<Vif> vifs)
    {
        foreach (var vif in vifs.Take(Bounds.Vifs))
        {
            var addresses = adapters.Where(a => a.Mac == vif.Mac).SelectMany(a => a.Addresses).ToList();
            var v4 = Texts(addresses, AddressFamily.InterNetwork);
            var v6 = Texts(addresses, AddressFamily.InterNetworkV6);
            var number = Text((ulong)vif.Number);
            for (var i = 0; i < v4.Count && !vif.DriverReports; i++)
            {
                entries.Add(new($"attr/vif/{number}/ipv4/{Text((ulong)i)}", v4[i]));
            }

            for (var i = 0; i < v6.Count && !vif.DriverReports; i++)
            {
                entries.Add(new($"attr/vif/{number}/ipv6/{Text((ulong)i)}", v6[i]));
            }

            if (v4.Count > 0)
            {
                entries.Add(new($"attr/eth{number}/ip", v4[0]));
            }

            for (var i = 0; i < v6.Count; i++)
            {
                entries.Add(new($"attr/eth{number}/ipv6/{Text((ulong)i)}/addr", v6[i]));
            }
        }
    }

    private static void AddFeatures(List<StoreEntry> entries, Features features)
    {
        foreach (var (feature, name) in FeatureNames)
        {
            if (features.HasFlag(feature))
            {
                entries.Add(new($"control/feature-{name}", "1"));
            }
        }
    }

    private static void AddVolumes(List<StoreEntry> entries, IReadOnlyList<VolumeFacts> volumes)
    {
        for (var i = 0; i < Math.Min(volumes.Count, Bounds.Volumes); i++)
        {
            var (volume, path) = (volumes[i], $"{Volumes}/{Text((ulong)i)}");
            AddText(entries, $"{path}/name", volume.Name);
            entries.Add(new($"{path}/size", Text(volume.Size)));
            entries.Add(new($"{path}/free", Text(volume.Free)));
            AddText(entries, $"{path}/filesystem", volume.FileSystem);
            AddText(entries, $"{path}/volume_name", volume.Label);
            for (var j = 0; j < Math.Min(volume.MountPoints.Count, Bounds.MountPoints); j++)
            {
                AddText(entries, $"{path}/mount_points/{Text((ulong)j)}", volume.MountPoints[j]);
            }
        }
    }

    private static readonly (Features Feature, string Name)[] FeatureNames =
    [
        (Features.PowerOff, "poweroff"), (Features.Reboot, "reboot"), (Features.Sleep, "s3"), (Features.Hibernate, "s4"), (Features.StaticIp, "static-ip-setting"),
    ];

    /// <summary>In a fixed order, without the number of the interface that link-local addresses have within Windows.</summary>
    private static List<string> Texts(IEnumerable<IPAddress> addresses, AddressFamily family) =>
        [.. addresses.Where(a => a.AddressFamily == family).Select(a => new IPAddress(a.GetAddressBytes()).ToString()).Distinct().Order(StringComparer.Ordinal).Take(Bounds.Addresses)];

    private static void AddText(List<StoreEntry> entries, string path, string value)
    {
        if (value.Length > 0)
        {
            entries.Add(new(path, StoreText.Of(value)));
        }
    }

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
