using CsCheck;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Tests.Agent;

public sealed class The_published_tree
{
    [Fact]
    public void Has_the_names_that_the_host_reads() => Assert.Equal(
        [
            "data/os_name = Windows Server 2022 Standard", "data/os_distro = windows", "data/os_majorver = 10", "data/os_minorver = 0", "data/os_buildver = 20348", "data/os_uname = 10.0.20348.2113",
            "data/host_name = FILES01", "data/host_name_dns = files01", "data/domain = corp.example.org",
            "attr/os/class = Windows NT", "attr/os/major = 10", "attr/os/minor = 0", "attr/os/build = 20348", "attr/os/spmajor = 0", "attr/os/spminor = 0",
            "data/meminfo_total = 4193784", "data/meminfo_free = 2500000",
            "attr/vif/0/ipv4/0 = 192.0.2.10", "attr/vif/0/ipv6/0 = 2001:db8::10", "attr/vif/0/ipv6/1 = fe80::1",
            "attr/eth0/ip = 192.0.2.10", "attr/eth0/ipv6/0/addr = 2001:db8::10", "attr/eth0/ipv6/1/addr = fe80::1", "attr/eth1/ip = 198.51.100.7",
            "control/feature-poweroff = 1", "control/feature-reboot = 1", "control/feature-static-ip-setting = 1",
            @"data/volumes/0/name = C:\", "data/volumes/0/size = 64000000000", "data/volumes/0/free = 30000000000", "data/volumes/0/filesystem = NTFS", "data/volumes/0/volume_name = System",
            @"data/volumes/0/mount_points/0 = C:\", @"data/volumes/0/mount_points/1 = D:\mnt\",
            @"data/volumes/1/name = E:\", "data/volumes/1/size = 10000000000", "data/volumes/1/free = 9000000000", "data/volumes/1/filesystem = ReFS", @"data/volumes/1/mount_points/0 = E:\",
            "attr/PVAddons/MajorVersion = 1", "attr/PVAddons/MinorVersion = 2", "attr/PVAddons/MicroVersion = 3", "attr/PVAddons/BuildVersion = 0", "attr/PVAddons/Installed = 1",
        ],
        GuestTree.Of(AnyGuest.Example, AnyGuest.ExampleVifs, AnyGuest.ExampleFeatures).Select(e => $"{e.Path} = {e.Value}"));

    [Fact]
    public void Stays_within_its_bounds_for_any_guest() => AnyGuest.Trees.Sample(tree =>
        KeyCount(tree) <= Bounds.Keys
        && tree.DistinctBy(e => e.Path).Count() == tree.Count
        && tree.All(e => e.Value.Length is > 0 and <= Bounds.Value && e.Value.All(c => c is >= ' ' and <= '~') && e.Path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_')));

    [Fact]
    public void Stays_within_its_bounds_for_the_guest_with_most_of_all()
    {
        var (facts, vifs) = AnyGuest.Worst();

        Assert.InRange(KeyCount(GuestTree.Of(facts, vifs, (Features)31)), Bounds.Keys / 2, Bounds.Keys); // the lower one: the bound is not just any large number
    }

    [Fact]
    public void Offers_exactly_what_is_served() => AnyGuest.Offered.Sample(features =>
        GuestTree.Of(AnyGuest.Example, [], features).Count(e => e.Path.StartsWith("control/", StringComparison.Ordinal)) == int.PopCount((int)features));

    [Fact]
    public void Has_no_address_of_an_adapter_that_is_not_the_hosts() =>
        Assert.DoesNotContain(GuestTree.Of(AnyGuest.Example, [new(0, AnyGuest.Mac("00:16:3e:99:99:99"), DriverReports: false)], Features.None), e => e.Path.Contains("eth", StringComparison.Ordinal) || e.Path.Contains("vif", StringComparison.Ordinal));

    /// <summary>xeniface takes nothing else.</summary>
    [Theory]
    [InlineData("BÜRO-PC", "B?RO-PC")]
    [InlineData("日本\tPC", "???PC")]
    [InlineData("smile \ud83d\ude00", "smile ?")]
    [InlineData("100%d\0", "100%d?")]
    public void Has_a_question_mark_for_what_is_not_printable_ASCII(string text, string expected) => Assert.Equal(expected, StoreText.Of(text));

    [Theory]
    [InlineData("Windows 10 Pro", 22631, "Windows 11 Pro")]
    [InlineData("Windows 10 Pro", 19045, "Windows 10 Pro")]
    [InlineData("Windows Server 2025 Datacenter", 26100, "Windows Server 2025 Datacenter")]
    public void Calls_Windows_by_its_right_name(string product, int build, string expected) => Assert.Equal(expected, SystemFacts.RightName(product, build));

    private static int KeyCount(IEnumerable<StoreEntry> tree)
    {
        HashSet<string> keys = [];
        foreach (var entry in tree)
        {
            for (var path = entry.Path; path.Length > 0; path = path[..Math.Max(path.LastIndexOf('/'), 0)])
            {
                keys.Add(path);
            }
        }

        return keys.Count;
    }
}
