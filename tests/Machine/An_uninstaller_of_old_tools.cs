using System.Text.RegularExpressions;
using XenGuestTools.Core;
using XenGuestTools.Tests.Fixtures;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// guesttools clean where products are real ones of Windows Installer, with the identities of tests/OldTools: whatever an uninstaller does, the clean-up goes on. Wine's Windows Installer never ends
/// with 1641 or 1618; these two come from a stand-in for a setup program.
/// </summary>
public sealed partial class An_uninstaller_of_old_tools
{
    private const int Fine = 0;
    private const int RestartPending = 4;
    private const int Planned = 9;
    private const int Remains = 10;
    private const string Setup = "{5E7BD8A0-0000-4000-8000-0000000000AA}";
    private const string UninstallEntry = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\" + Setup;
    private static readonly OldMachine Citrix6 = OldMachine.Read("citrix-6.6");
    private static readonly OldProduct Agent = Citrix6.Products.Single(product => product.Name.EndsWith("Guest Agent", StringComparison.Ordinal));
    private static readonly OldProduct Vss = Citrix6.Products.Single(product => product.Name.EndsWith("VSS Provider", StringComparison.Ordinal));

    [Fact]
    public async Task Of_whatever_vendor_removes_its_product_and_leaves_nothing_to_do()
    {
        var all = Only(OldMachine.Names.SelectMany(name => OldMachine.Read(name).Products).DistinctBy(product => product.Code));
        await using var vm = await StartAsync(XenVm(), all, "uninstall-all");

        var clean = await CleanAsync(vm, "--confident", "--then", @"""\""C:\windows\system32\cmd.exe\"" /c exit""");

        clean.MustEndWith(Fine);
        Assert.DoesNotContain("goes on with", clean.Errors, StringComparison.Ordinal); // that is for the service, after a restart
        Assert.All(all.Products, product => Assert.False(File.Exists(vm.HostPath(product.Readme())), product.Name));
        Assert.Equal(all.Products.Select(product => product.Name).Order(StringComparer.Ordinal), Ended(clean).Order(StringComparer.Ordinal));
        (await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough")).MustEndWith(Fine);
    }

    /// <summary>XenServer 6.6 with its drivers: a restart is asked for in the middle, and one of four fails.</summary>
    [Fact]
    public async Task That_fails_or_asks_for_a_restart_does_not_keep_the_others_from_theirs()
    {
        await using var vm = await StartAsync(XenVm().WithEnding(Agent, "3010").WithEnding(Vss, "1603"), Citrix6, "uninstall-6.6");

        var clean = await CleanAsync(vm, "--thorough");

        clean.MustEndWith(RestartPending);
        Assert.Equal(["Citrix XenServer Tools Installer", Agent.Name, Vss.Name, "Citrix Xen Windows x64 PV Drivers"], Ended(clean));
        Assert.Contains($"uninstall {Agent.Name}: done after a restart of Windows (3010)", clean.Errors, StringComparison.Ordinal);
        Assert.Matches($"The uninstaller of {Vss.Name} failed: it ended with (1603|1627)", clean.Output); // Wine's code for a failed action is 1627
        Assert.Matches(@"(?s)delete registry value SYSTEM\\CurrentControlSet\\Services\\xenfilt\\UNPLUG\\DISKS: done.*uninstall Citrix XenServer Tools Installer", clean.Errors); // what keeps Windows from its disk goes first
        Assert.Equal([Vss.Name], Citrix6.Products.Where(product => File.Exists(vm.HostPath(product.Readme()))).Select(product => product.Name));
        await CleanUp.RestartUntilDoneAsync(vm);
        Assert.Contains("verdict: Done", CleanUp.Log(vm), StringComparison.Ordinal);
        var check = await vm.RunAsync(vm.Product.GuestTools, "check");
        Assert.DoesNotContain("XGT1002", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_fails_leaves_what_can_be_tried_again_with_confidence_alone()
    {
        await using var vm = await StartAsync(XenVm().WithEnding(Vss, "1603"), Only([Vss]), "uninstall-1603");

        var first = await CleanAsync(vm, "--confident");
        var later = await vm.RunAsync(vm.Product.GuestTools, "clean");
        (await vm.RunAsync("reg", "delete", $@"""HKLM\{OldProducts.Endings}""", "/f")).MustSucceed();
        var again = await CleanAsync(vm, "--confident");

        first.MustEndWith(Remains);
        Assert.Contains($"Still to do: Uninstall {Vss.Name}.", first.Output, StringComparison.Ordinal);
        later.MustEndWith(Planned);
        again.MustEndWith(Fine);
        Assert.False(File.Exists(vm.HostPath(Vss.Readme())));
    }

    [Fact]
    public async Task That_asks_for_a_restart_is_done_after_it()
    {
        await using var vm = await StartAsync(XenVm().WithEnding(Agent, "3010"), Only([Agent]), "uninstall-3010");

        (await CleanAsync(vm, "--confident")).MustEndWith(RestartPending);
        (await CleanAsync(vm, "--confident")).MustEndWith(RestartPending); // the same line before the restart: nothing happens
        (await vm.RunAsync(vm.Product.GuestTools, "clean")).MustEndWith(RestartPending);
        await CleanUp.RestartUntilDoneAsync(vm);

        Assert.Contains("verdict: Done", CleanUp.Log(vm), StringComparison.Ordinal);
        Assert.Single(CleanUp.Log(vm).Split("uninstall " + Agent.Name).Skip(1));
        (await CleanAsync(vm, "--confident")).MustEndWith(Fine);
    }

    /// <summary>The state is that of a clean-up which has asked for two restarts and has gone on after the second.</summary>
    [Fact]
    public async Task That_asks_for_a_third_restart_ends_the_clean_up()
    {
        await using var vm = await StartAsync(XenVm().WithEnding(Agent, "3010"), Only([Agent]), "uninstall-third");
        (await vm.RunAsync(vm.Product.GuestTools, "undo")).MustEndWith(11); // makes the folder
        var folder = vm.HostPath(@"C:\ProgramData\Xen Guest Tools\Clean");
        Directory.CreateDirectory(Path.Combine(folder, "20261123T000000Z"));
        await File.WriteAllTextAsync(Path.Combine(folder, "state.txt"), "backup=20261123T000000Z\nlevel=Confident\nours=False\nboot=another\nrestarts=2\nmayRestart=False", TestContext.Current.CancellationToken);

        var clean = await CleanAsync(vm, "--confident");

        clean.MustEndWith(Fine);
        Assert.Contains($"uninstall {Agent.Name}: done after a restart of Windows (3010)", clean.Errors, StringComparison.Ordinal);
        Assert.Contains("verdict: Done", CleanUp.Log(vm), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "state.txt")));
    }

    [Fact]
    public async Task That_hangs_is_ended_and_its_product_forgotten()
    {
        await using var vm = await StartAsync(XenVm().WithEnding(Vss, "hang"), Only([Vss, Agent]), "uninstall-hang");

        var clean = await ShortCleanAsync(vm, uninstaller: "8", other: "60");

        clean.MustEndWith(Fine);
        Assert.Contains($"The uninstaller of {Vss.Name} failed: it did not end in time and was ended.", clean.Output, StringComparison.Ordinal);
        Assert.Contains($"Delete what Windows Installer knows of {Vss.Name}: its uninstaller does not work. Done.", clean.Output, StringComparison.Ordinal);
        Assert.Contains("verdict: Done", clean.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(vm.HostPath(Agent.Readme())));
        Assert.DoesNotContain("ping", (await vm.RunAsync("tasklist")).Output, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The power fails in the middle of an uninstaller that hangs. A second clean-up meanwhile has to wait; the first one goes on after the restart.</summary>
    [Fact]
    public async Task That_is_cut_off_is_known_to_the_undo_and_runs_again_at_the_next_start()
    {
        await using var vm = await StartAsync(XenVm().WithEnding(Vss, "hang"), Only([Vss]), "uninstall-cut");
        var first = CleanAsync(vm, "--confident");
        while (((WineVm)vm).ProcessesOf("ping.exe").Count == 0)
        {
            Assert.False(first.IsCompleted, "The uninstaller does not hang.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var second = await ShortCleanAsync(vm, uninstaller: "8", other: "1");
        second.MustEndWith(1);
        Assert.Contains("another clean-up is at work; waiting for its end", second.Output, StringComparison.Ordinal);
        Assert.Contains("XGT1303", second.Output, StringComparison.Ordinal);
        (await vm.RunAsync("reg", "delete", $@"""HKLM\{OldProducts.Endings}""", "/f")).MustSucceed(); // it has been read; the next time it ends well
        await ((WineVm)vm).CutPowerAsync();
        await Task.WhenAny(first); // without a result: the command file was cut as well
        Assert.Contains(Vss.Name, await File.ReadAllTextAsync(Directory.GetFiles(vm.HostPath(@"C:\ProgramData\Xen Guest Tools\Clean"), "steps.txt", SearchOption.AllDirectories).Single(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await CleanUp.RestartUntilDoneAsync(vm);

        Assert.Contains("verdict: Done", CleanUp.Log(vm), StringComparison.Ordinal);
        Assert.False(File.Exists(vm.HostPath(Vss.Readme())));
        var undo = await vm.RunAsync(vm.Product.GuestTools, "undo");
        undo.MustEndWith(Planned);
        Assert.Single(undo.Output.Split($"Uninstall {Vss.Name}").Skip(1)); // begun twice
    }

    [Fact]
    public async Task That_leaves_something_new_behind_loses_that_too_and_an_undo_has_it_back()
    {
        const string Left = @"SOFTWARE\XCP-ng";
        var product = OldMachine.Read("xcp-ng-9.2").Products.Single();
        await using var vm = await StartAsync(XenVm().WithEnding(product, "leave"), Only([product]), "uninstall-leave");

        var clean = await CleanAsync(vm, "--thorough");

        clean.MustEndWith(Fine);
        Assert.Equal([product.Name], Ended(clean));
        Assert.False((await vm.RegistryAsync()).Has(Left));
        (await vm.RunAsync(vm.Product.GuestTools, "undo", "--yes")).MustEndWith(Fine);
        Assert.Equal("behind", (await vm.RegistryAsync()).Text(Left, "Left"));
    }

    /// <summary>1618: another installation is going on; 1641: Windows restarts at once.</summary>
    [Fact]
    public async Task That_has_to_wait_and_then_restarts_windows_is_waited_for_and_the_rest_is_left_for_after_the_restart()
    {
        var machine = XenVm().WithFile(BuiltProduct.Probe, @"C:\probe.exe").WithKey(UninstallEntry, ("DisplayName", BuiltProduct.Name), ("BundleUpgradeCode", new[] { Product.UpgradeCodes.Single(product => product.Package == "bundle").Code.ToString("B") }),
            ("QuietUninstallString", $@"""C:\probe.exe"" uninstaller {Setup} 1618 1641"));
        await using var vm = await StartAsync(machine, Only([Agent]), "uninstall-1641");

        var clean = await CleanAsync(vm, "--ours");

        clean.MustEndWith(RestartPending);
        Assert.Contains($"uninstall {BuiltProduct.Name}: another installation is going on; waiting for it", clean.Errors, StringComparison.Ordinal);
        Assert.Contains($"uninstall {BuiltProduct.Name}: done; it restarts Windows now (1641)", clean.Errors, StringComparison.Ordinal);
        Assert.Contains("Windows restarts now", clean.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(vm.HostPath(Agent.Readme())));
        await CleanUp.RestartUntilDoneAsync(vm);
        Assert.False(File.Exists(vm.HostPath(Agent.Readme())));
        Assert.Contains("verdict: Done", CleanUp.Log(vm), StringComparison.Ordinal);
    }

    private static async Task<Vm> StartAsync(MachineBuilder machine, OldMachine old, string logs)
    {
        var vm = await (await machine.WithAsync(old with { Products = [] })).StartAsync(logs);
        await vm.SettleAsync();
        await vm.InstallAsync(old);
        return vm;
    }

    /// <summary>A machine with nothing but these products.</summary>
    private static OldMachine Only(IEnumerable<OldProduct> products) => new("", [], VendorDevice: false, [], [.. products], [], [], [], [], [], [], []);

    private static Task<Run> CleanAsync(Vm vm, string level, params string[] more) => vm.RunAsync(TimeSpan.FromMinutes(5), vm.Product.GuestTools, ["clean", level, "--yes", .. more]);

    /// <param name="uninstaller">How long one may take, in seconds.</param>
    /// <param name="other">How long to wait for another clean-up.</param>
    private static Task<Run> ShortCleanAsync(Vm vm, string uninstaller, string other)
    {
        var belongings = Path.Combine(BuiltProduct.Checkout.Root, "core", "Cleaning", "oldtools.json");
        return vm.RunAsync(TimeSpan.FromMinutes(3), BuiltProduct.Probe, "clean", $"\"{vm.WindowsPath(belongings)}\"", uninstaller, other);
    }

    /// <summary>The products whose uninstallers have ended, in that order.</summary>
    private static IEnumerable<string> Ended(Run run) => UninstallerLine().Matches(run.Errors).Select(match => match.Groups[1].Value);

    [GeneratedRegex("^uninstall (.+): (?:done|it |not )", RegexOptions.Multiline)]
    private static partial Regex UninstallerLine();
}
