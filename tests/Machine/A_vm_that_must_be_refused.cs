using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>Machines that the checks stop: by msiexec /qn, as a GPO would, and by the setup program.</summary>
public sealed class A_vm_that_must_be_refused
{
    /// <summary>Machine, message code, and what the message must name.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { "WindowsUpdateTools", "XGT1001", "has-vendor-device=false" },
        { "CitrixTools7", "XGT1002", "Citrix XenServer Windows Management Agent" },
        { "XenServerTools9", "XGT1002", "XenServer VM Tools for Windows" },
        { "XcpNgTools82", "XGT1003", "XCP-ng Windows Management Agent" },
        { "XcpNgTools9", "XGT1003", "XCP-ng Windows Guest Tools" },
        { "NotXen", "XGT1004", "Xen" },
        { "WindowsUpdateAtWork", "XGT1009", "the component servicing of Windows has a session of its own" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_msi_says_why_and_leaves_nothing_behind(string machine, string code, string named)
    {
        await using var vm = await Build(machine).StartAsync($"refused-msi-{machine}");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();

        var driver = await vm.InstallAsync("xenbus");
        var agent = await vm.InstallAsync("agent");

        Assert.All([driver, agent], run => MustNameTheReason(run, code, named));
        before.MustEqual(await vm.SnapshotAsync());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task The_setup_program_says_why_and_leaves_nothing_behind(string machine, string code, string named)
    {
        await using var vm = await Build(machine).StartAsync($"refused-setup-{machine}");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();

        var setup = await vm.SetupAsync("-quiet");

        MustNameTheReason(setup, code, named);
        before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.CachedPackage);
    }

    [Theory]
    [InlineData("WindowsUpdateTools", "ALLOWVENDORDEVICE=1")]
    [InlineData("NotXen", "ALLOWANYMACHINE=1")]
    public async Task An_override_lets_the_msi_install(string machine, string property)
    {
        await using var vm = await Build(machine).StartAsync($"override-msi-{machine}");

        (await vm.InstallAsync("xenbus", property)).MustSucceed();
        (await vm.InstallAsync("agent", property)).MustSucceed();
    }

    [Theory]
    [InlineData("WindowsUpdateTools", "ALLOWVENDORDEVICE=1")]
    [InlineData("NotXen", "ALLOWANYMACHINE=1")]
    public async Task An_override_lets_the_setup_program_install(string machine, string variable)
    {
        await using var vm = await Build(machine).StartAsync($"override-setup-{machine}");

        (await vm.SetupAsync("-quiet", variable)).MustSucceed();
    }

    [Fact]
    public async Task An_override_of_another_check_changes_nothing()
    {
        await using var vm = await Build("WindowsUpdateTools").StartAsync("override-other");

        MustNameTheReason(await vm.InstallAsync("xenbus", "ALLOWANYMACHINE=1"), "XGT1001", "has-vendor-device=false");
    }

    [Fact]
    public async Task A_graphics_device_is_no_vendor_device()
    {
        await using var vm = await XenVm().WithGraphicsDevice().StartAsync("graphics-device");

        (await vm.InstallAsync("xenbus")).MustSucceed();
    }

    /// <summary>Nobody sees a warning of msiexec /qn, but who looks for the reason of a bad start later finds it in the log.</summary>
    [Fact]
    public async Task A_warning_stops_no_msi_and_is_in_its_log()
    {
        const string Controller = @"PCI\VEN_1000&DEV_0054&SUBSYS_30001000&REV_01\3&267A616A&0&30";
        const string Scsi = "{4d36e97b-e325-11ce-bfc1-08002be10318}";
        await using var vm = await XenVm()
            .WithDevice(Controller, [@"PCI\VEN_1000&DEV_0054"], [], "A storage controller")
            .WithKey(@"SYSTEM\CurrentControlSet\Enum\" + Controller, ("ClassGUID", Scsi), ("Class", "SCSIAdapter"), ("Service", "othersas"), ("Driver", Scsi + @"\0000"))
            .WithKey(@"SYSTEM\CurrentControlSet\Control\Class\" + Scsi + @"\0000", ("InfPath", "oem7.inf"), ("ProviderName", "Another Vendor"))
            .WithService("othersas", start: 0, type: 1, @"System32\drivers\othersas.sys")
            .WithKey(@"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired")
            .StartAsync("warned-msi");

        var run = await vm.InstallAsync("xenbus");

        run.MustSucceed();
        Assert.NotEmpty(run.Lines("XGT1007"));
        Assert.NotEmpty(run.Lines("A storage controller, " + Controller));
        Assert.NotEmpty(run.Lines("XGT1010"));
    }

    private static MachineBuilder Build(string machine) => machine switch
    {
        "WindowsUpdateTools" => XenVm().WithVendorDevice(),
        "CitrixTools7" => XenVm().WithCitrixTools7(),
        "XenServerTools9" => XenVm().WithXenServerTools9(),
        "XcpNgTools82" => XenVm().WithXcpNgTools82(),
        "XcpNgTools9" => XenVm().WithXcpNgTools9(),
        "NotXen" => OtherMachine(),
        "WindowsUpdateAtWork" => XenVm().WithKey(@"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\SessionsPending", ("Exclusive", 1u)),
        _ => throw new ArgumentOutOfRangeException(nameof(machine), machine, "There is no such machine."),
    };

    private static void MustNameTheReason(Run run, string code, string named)
    {
        run.MustEndWith(1603);
        Assert.NotEmpty(run.Lines(code));
        Assert.Contains(named, run.Log, StringComparison.Ordinal);
    }
}
