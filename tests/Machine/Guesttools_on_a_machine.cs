using System.IO.Compression;
using System.Text.Json;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The command line in the guest on the same machines as the installers: the two must not disagree. Exit codes: docs/guesttools.md.</summary>
public sealed class Guesttools_on_a_machine
{
    private const int Fine = 0;
    private const int Blocked = 2;
    private const int Warned = 3;
    private const int Broken = 5;
    private const int NotInstalled = 6;
    private const int Different = 7;
    private const int NothingSaved = 8;
    private const int TimedOut = 13;
    private const int Usage = 64;

    [Fact]
    public async Task Finds_nothing_against_a_clean_xen_vm()
    {
        await using var vm = await XenVm().StartAsync("guesttools-clean");

        var check = await vm.RunAsync(vm.Product.GuestTools, "check");
        var json = await vm.RunAsync(vm.Product.GuestTools, "check", "--json");
        var status = await vm.RunAsync(vm.Product.GuestTools, "status");

        check.MustEndWith(Fine);
        Assert.Contains("can be installed", check.Output, StringComparison.Ordinal);
        json.MustEndWith(Fine);
        Assert.True(Parse(json).GetProperty("mayInstall").GetBoolean());
        status.MustEndWith(NotInstalled);
    }

    [Theory]
    [InlineData("vendor device", "XGT1001")]
    [InlineData("Citrix tools", "XGT1002")]
    [InlineData("XCP-ng tools", "XGT1003")]
    [InlineData("no Xen", "XGT1004")]
    public async Task Says_in_text_and_json_what_would_be_refused(string machine, string code)
    {
        await using var vm = await Build(machine).StartAsync("guesttools-" + code);

        var check = await vm.RunAsync(vm.Product.GuestTools, "check");
        var json = await vm.RunAsync(vm.Product.GuestTools, "check", "--json");

        check.MustEndWith(Blocked);
        Assert.Contains(code, check.Output, StringComparison.Ordinal);
        json.MustEndWith(Blocked);
        Assert.False(Parse(json).GetProperty("mayInstall").GetBoolean());
        Assert.Contains(Parse(json).GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("code").GetString() == code && finding.GetProperty("severity").GetString() == "Error" && finding.GetProperty("remedy").GetString()!.Length > 20);
    }

    [Fact]
    public async Task Warns_of_a_restart_that_something_else_waits_for()
    {
        await using var vm = await XenVm().WithKey(@"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired").StartAsync("guesttools-warned");

        var check = await vm.RunAsync(vm.Product.GuestTools, "check");

        check.MustEndWith(Warned);
        Assert.Contains("XGT1010", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_which_adapter_the_saved_network_settings_do_not_fit()
    {
        await using var vm = await XenVm().StartAsync("guesttools-network");
        var nothing = await vm.RunAsync(vm.Product.GuestTools, "network", "verify");
        (await vm.RunAsync(vm.Product.GuestTools, "network", "save")).MustEndWith(Fine);
        var file = vm.HostPath(@"C:\ProgramData\Xen Guest Tools\Network\saved.json");
        var saved = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var mac = JsonDocument.Parse(saved).RootElement.GetProperty("adapters")[0].GetProperty("settings").GetProperty("mac").GetString()!;
        await File.WriteAllTextAsync(file, saved.Replace(mac, "02-00-00-00-00-99", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var verify = await vm.RunAsync(vm.Product.GuestTools, "network", "verify");
        await File.WriteAllTextAsync(file, saved[..^20], TestContext.Current.CancellationToken);
        var damaged = await vm.RunAsync(vm.Product.GuestTools, "network", "restore", "--yes");

        nothing.MustEndWith(NothingSaved);
        Assert.Contains("XGT1206", nothing.Errors, StringComparison.Ordinal);
        verify.MustEndWith(Different);
        Assert.Contains("XGT1211", verify.Output, StringComparison.Ordinal);
        Assert.Contains("02-00-00-00-00-99", verify.Output, StringComparison.Ordinal);
        damaged.MustEndWith(1);
        Assert.Contains("XGT1201", damaged.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_an_agent_that_does_not_run_broken_and_waits_for_it_no_longer_than_it_may()
    {
        await using var vm = await XenVm().StartAsync("guesttools-broken");
        (await vm.InstallAsync("agent")).MustSucceed();
        (await vm.RunAsync("sc", "stop", BuiltProduct.AgentService)).MustSucceed();

        var status = await vm.RunAsync(vm.Product.GuestTools, "status");
        var wait = await vm.RunAsync(TimeSpan.FromMinutes(2), vm.Product.GuestTools, "status", "--wait", "--for", "1");

        status.MustEndWith(Broken);
        wait.MustEndWith(TimedOut);
        Assert.Contains("did not settle in 1 minutes", wait.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knows_the_overrides_of_the_installers()
    {
        await using var vm = await XenVm().WithVendorDevice().StartAsync("guesttools-override");

        (await vm.RunAsync(vm.Product.GuestTools, "check", "--allow-vendor-device")).MustEndWith(Fine);
        (await vm.RunAsync(vm.Product.GuestTools, "check", "--allow-any-machine")).MustEndWith(Blocked);
    }

    [Fact]
    public async Task Waits_for_nothing_where_nothing_is_installed()
    {
        await using var vm = await XenVm().StartAsync("guesttools-wait");

        var wait = await vm.RunAsync(vm.Product.GuestTools, "status", "--wait", "--for", "1");

        wait.MustEndWith(NotInstalled);
        Assert.Contains("nothing is installed", wait.Errors, StringComparison.Ordinal);
        Assert.Contains("is not installed on this machine", wait.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_an_installed_driver_with_its_version_device_and_security_floor()
    {
        await using var vm = await XenVm().StartAsync("guesttools-status");
        (await vm.InstallAsync("xenbus")).MustSucceed();

        var json = Parse(await vm.RunAsync(vm.Product.GuestTools, "status", "--json"));

        var bus = json.GetProperty("drivers").EnumerateArray().Single(d => d.GetProperty("name").GetString() == "xenbus");
        Assert.Equal(bus.GetProperty("newest").GetString(), bus.GetProperty("bound").GetString());
        Assert.Contains(json.GetProperty("security").EnumerateArray(), s => s.GetProperty("driver").GetString() == "xenbus" && s.GetProperty("isUsed").GetBoolean());
        Assert.Equal(JsonValueKind.Array, json.GetProperty("nics").ValueKind);
    }

    [Fact]
    public async Task Makes_one_file_for_support_and_does_not_overwrite_it()
    {
        await using var vm = await XenVm().StartAsync("guesttools-report");
        (await vm.InstallAsync("xenbus")).MustSucceed();
        await File.WriteAllTextAsync(vm.HostPath(@"C:\windows\temp\Xen_Guest_Tools_20261123.log"), "ADMINPASSWORD=Geheim1 C:\\Users\\bob\\x", TestContext.Current.CancellationToken);

        var first = await vm.RunAsync(vm.Product.GuestTools, "report", @"C:\report.zip");
        var second = await vm.RunAsync(vm.Product.GuestTools, "report", @"C:\report.zip");

        first.MustEndWith(Fine);
        second.MustEndWith(1);
        Assert.Contains("XGT1343", second.Errors, StringComparison.Ordinal);
        var nowhere = await vm.RunAsync(vm.Product.GuestTools, "report", @"C:\nowhere\report.zip");
        nowhere.MustEndWith(1);
        Assert.Contains("XGT1344", nowhere.Errors, StringComparison.Ordinal);
        await using var zip = await ZipFile.OpenReadAsync(vm.HostPath(@"C:\report.zip"), TestContext.Current.CancellationToken);
        Assert.Equal(["index.txt", "status.json", "check.json", "inventory.json", "registry.txt"], zip.Entries.Take(5).Select(e => e.FullName));
        var all = string.Concat(zip.Entries.Select(Text));
        Assert.Contains(@"HKLM\SOFTWARE\Xen Guest Tools\xenbus\Version = ", all, StringComparison.Ordinal);
        Assert.Contains("ADMINPASSWORD=*** %USERPROFILE%", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Geheim1", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_words_that_it_does_not_know()
    {
        await using var vm = await XenVm().StartAsync("guesttools-usage");

        var run = await vm.RunAsync(vm.Product.GuestTools, "chekc");

        run.MustEndWith(Usage);
        Assert.Contains("'chekc'", run.Errors, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static MachineBuilder Build(string machine) => machine switch
    {
        "vendor device" => XenVm().WithVendorDevice(),
        "Citrix tools" => XenVm().WithCitrixTools7(),
        "XCP-ng tools" => XenVm().WithXcpNgTools9(),
        _ => OtherMachine(),
    };

    private static string Text(ZipArchiveEntry entry)
    {
        using StreamReader reader = new(entry.Open());
        return reader.ReadToEnd();
    }

    private static JsonElement Parse(Run run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }
}
