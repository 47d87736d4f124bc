using System.Text.Json;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The command line in the guest on the same machines as the installers: the two must not disagree. Exit codes: docs/guesttools.md.</summary>
public sealed class Guesttools_on_a_machine
{
    private const int Fine = 0;
    private const int Blocked = 2;
    private const int NotInstalled = 6;
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
    public async Task Knows_the_overrides_of_the_installers()
    {
        await using var vm = await XenVm().WithVendorDevice().StartAsync("guesttools-override");

        (await vm.RunAsync(vm.Product.GuestTools, "check", "--allow-vendor-device")).MustEndWith(Fine);
        (await vm.RunAsync(vm.Product.GuestTools, "check", "--allow-any-machine")).MustEndWith(Blocked);
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

    private static JsonElement Parse(Run run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }
}
