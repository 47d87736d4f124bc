using System.Text.RegularExpressions;
using XenGuestTools.Tests.Fixtures;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>guesttools clean and undo on machines of tests/OldTools, planted with their registry, files and driver packages. Wine's Windows Installer has no package of the products, so their uninstallers fail.</summary>
public sealed partial class A_machine_with_old_tools
{
    private const int Fine = 0;
    private const int RestartPending = 4;
    private const int Planned = 9;
    private const int Remains = 10;
    private const int NothingToUndo = 11;
    private const string Notes = @"C:\Program Files\XCP-ng\Windows Guest Tools\notes.txt";

    [Fact]
    public async Task Is_left_as_it_is_by_a_plan_without_a_yes()
    {
        await using var vm = await StartAsync("xcp-ng-9.2", "clean-plan");
        var before = await vm.SnapshotAsync();

        var plan = await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough");
        var undo = await vm.RunAsync(vm.Product.GuestTools, "undo");

        plan.MustEndWith(Planned);
        Assert.Contains("Uninstall XCP-ng Windows Guest Tools.", plan.Output, StringComparison.Ordinal);
        undo.MustEndWith(NothingToUndo);
        Assert.Contains("XGT1305", undo.Errors, StringComparison.Ordinal);
        before.MustEqual(await vm.SnapshotAsync(), IsOfCleaning);
    }

    [Theory]
    [InlineData("xcp-ng-9.2", "XGT1003")]
    [InlineData("citrix-7", "XGT1002")]
    public async Task Loses_all_of_them_and_has_it_back_after_an_undo(string name, string code)
    {
        await using var vm = await StartAsync(name, "clean-" + name);
        await InstallDriversAsync(vm);
        Assert.Contains(code, (await vm.RunAsync(vm.Product.GuestTools, "check")).Output, StringComparison.Ordinal);
        var before = await vm.SnapshotAsync();

        await CleanAsync(vm, "--thorough");

        Assert.DoesNotContain(code, (await vm.RunAsync(vm.Product.GuestTools, "check")).Output, StringComparison.Ordinal);
        Assert.True(File.Exists(vm.HostPath(Notes)));
        Assert.True(File.Exists(vm.HostPath(@"C:\ProgramData\Xen Guest Tools\Network\saved.json")));
        var cleaned = await vm.SnapshotAsync();
        Snapshot.MustBeNone([.. before.DifferencesTo(cleaned).Where(difference => !IsOfCleaning(difference) && !IsOfTools(difference))]);
        var again = await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough", "--yes");
        again.MustEndWith(Fine);
        Assert.Contains("no tools of other vendors are on this machine", again.Output, StringComparison.Ordinal);
        cleaned.MustEqual(await vm.SnapshotAsync(), IsOfCleaning);

        await ((WineVm)vm).FindDevicesAsync(); // a host shows them at every start; Wine forgets them
        (await vm.RunAsync(vm.Product.GuestTools, "undo", "--yes")).MustEndWith(Fine);

        before.MustEqual(await vm.SnapshotAsync(), difference => IsOfCleaning(difference) || Snapshot.FoundOnceMore(difference) || IsNotPutBack(difference));
    }

    /// <summary>
    /// What is planted is less than what Windows writes when it installs a driver. So the drivers are taken away once and put back, whereby Wine installs them for the devices that it finds; and what
    /// they would write when they run is written.
    /// </summary>
    private static async Task InstallDriversAsync(Vm vm)
    {
        await CleanAsync(vm, "--thorough");
        await ((WineVm)vm).FindDevicesAsync();
        (await vm.RunAsync(vm.Product.GuestTools, "undo", "--yes")).MustEndWith(Fine);
        (await vm.RunAsync(vm.Product.GuestTools, "undo", "--yes")).MustEndWith(NothingToUndo);
        (await vm.RunAsync("reg", "add", @"HKLM\SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug", "/v", "DISKS", "/t", "REG_DWORD", "/d", "1", "/f")).MustSucceed();
        foreach (var filtered in (string[])["{4d36e97d-e325-11ce-bfc1-08002be10318}", "{4d36e96a-e325-11ce-bfc1-08002be10318}"])
        {
            (await vm.RunAsync("reg", "add", @"HKLM\SYSTEM\CurrentControlSet\Control\Class\" + filtered, "/v", "UpperFilters", "/t", "REG_MULTI_SZ", "/d", "XENFILT", "/f")).MustSucceed();
        }

        await vm.RestartAsync();
    }

    /// <summary>Wine has a Task Scheduler, too.</summary>
    [Fact]
    public async Task Loses_the_scheduled_task_of_the_vendor_and_has_it_back_after_an_undo()
    {
        const string task = "Copy-XenVifSettings";
        await using var vm = await XenVm().WithKey(@"SOFTWARE\XCP-ng", ("ToolsFeatureInstalled", 1u)).StartAsync("clean-task");
        var xml = Path.Combine(vm.Logs, "task.xml");
        await File.WriteAllTextAsync(xml, """
            <?xml version="1.0" encoding="UTF-16"?>
            <Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><Actions><Exec><Command>cmd.exe</Command></Exec></Actions></Task>
            """, System.Text.Encoding.Unicode, TestContext.Current.CancellationToken);
        (await vm.RunAsync("schtasks", "/create", "/tn", task, "/xml", $"\"{vm.WindowsPath(xml)}\"")).MustSucceed();
        (await vm.RunAsync("schtasks", "/create", "/tn", "Mine", "/xml", $"\"{vm.WindowsPath(xml)}\"")).MustSucceed();
        var tasks = vm.HostPath(@"C:\windows\system32\tasks");
        File.Copy(xml, Path.Combine(tasks, task), overwrite: true); // as Windows keeps it: Wine can't read its own form again

        var clean = await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough", "--yes");

        clean.MustEndWith(Fine);
        Assert.Equal(["Mine"], Directory.GetFiles(tasks).Select(Path.GetFileName));
        (await vm.RunAsync(vm.Product.GuestTools, "undo", "--yes")).MustEndWith(Fine);
        Assert.Equal([task, "Mine"], Directory.GetFiles(tasks).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Is_said_to_have_something_left_where_an_uninstaller_fails_and_no_more_is_asked_for()
    {
        await using var vm = await StartAsync("xcp-ng-9.2", "clean-confident");

        var clean = await CleanAsync(vm, "--confident");
        var later = await vm.RunAsync(vm.Product.GuestTools, "clean");

        Assert.Contains("The uninstaller of XCP-ng Windows Guest Tools failed", clean.Output, StringComparison.Ordinal);
        later.MustEndWith(Planned);
        Assert.Contains("verdict: Remains", CleanUp.Log(vm), StringComparison.Ordinal);
        Assert.Contains("left: Delete the service xenplusXN.", CleanUp.Log(vm), StringComparison.Ordinal);
        Assert.False((await vm.RegistryAsync()).Has(@"SYSTEM\CurrentControlSet\Services\xenbus"));
    }

    [Fact]
    public async Task Whose_packages_are_gone_already_loses_what_they_left()
    {
        await using var vm = await StartAsync("half-removed-drivers", "clean-half");

        (await vm.RunAsync(vm.Product.GuestTools, "clean")).MustEndWith(Remains);
        await CleanAsync(vm, "--thorough");

        CleanUp.MustHaveNoDrivers(vm, await vm.RegistryAsync());
    }

    /// <summary>The order of a driver's removal is what keeps Windows able to start, so nothing is removed out of it.</summary>
    [Fact]
    public async Task Keeps_all_that_comes_after_a_driver_package_which_can_not_be_removed_until_it_can()
    {
        await using var vm = await StartAsync("xcp-ng-9.2", "clean-held");
        var package = vm.HostPath(@"C:\windows\inf\xennet.inf"); // the first to go
        await HeldFile.HoldAsync(package);
        try
        {
            var clean = await vm.RunAsync(vm.Product.GuestTools, "clean", "--confident", "--yes");

            clean.MustEndWith(Remains);
            Assert.Single(clean.Output.Split("XGT1105").Skip(1));
            Assert.Contains("Still to do: Delete the service xennet.", clean.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("delete service", clean.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("delete file", clean.Errors, StringComparison.Ordinal);
        }
        finally
        {
            await HeldFile.LetGoAsync(package);
        }

        await CleanAsync(vm, "--thorough");
        CleanUp.MustHaveNoDrivers(vm, await vm.RegistryAsync());
    }

    private static async Task<Vm> StartAsync(string name, string logs)
    {
        var vm = await (await XenVm().WithFile(Path.Combine(BuiltProduct.Checkout.Root, "LICENSE"), Notes).WithAsync(OldMachine.Read(name))).Is(name).StartAsync(logs);
        await vm.SettleAsync();
        return vm;
    }

    /// <summary>Wine runs the planted boot drivers, so that it takes a restart.</summary>
    private static async Task<Run> CleanAsync(Vm vm, string level)
    {
        var clean = await vm.RunAsync(vm.Product.GuestTools, "clean", level, "--yes");
        clean.MustEndWith(RestartPending);
        await CleanUp.RestartUntilDoneAsync(vm);
        return clean;
    }

    /// <summary>The backup is what it is for.</summary>
    private static bool IsOfCleaning(string difference) => difference.StartsWith(@"file \ProgramData\Xen Guest Tools\Clean", StringComparison.Ordinal);

    private static bool IsOfTools(string difference) => OfTools().IsMatch(difference);

    private static bool IsNotPutBack(string difference) => NotPutBack().IsMatch(difference);

    [GeneratedRegex(
        """
        ^file\ \\(Program\ Files\\(XCP-ng|Citrix)|ProgramData\\Citrix|windows\\(inf|system32\\drivers|system32\\catroot\\[^\\]+|system32))\\(Windows\ Guest\ Tools\\xenplus|XenTools|XSToolSetup|xen)[^:]*:\ gone,
        | ^registry\ Software\\(Classes\\Installer|Microsoft\\Windows\\CurrentVersion\\(Installer|Uninstall))\\[^:]*(002AE1C0|0C1EA200-|UpgradeCodes\\(E1DEF06DC6130B147B5A4E94158A6281|C2945E843486E254792A5AEFD2421B14)\\)[^:]*:\ gone,
        | ^registry\ Software\\(XCP-ng|Citrix\\(XenTools|XenToolsInstaller|InstallAgent)|Microsoft\\Windows\\CurrentVersion\\Run\\xenplus_session_XN)[^:]*:\ gone,
        | ^registry\ System\\CurrentControlSet\\Control\\Class\\\{4d36e9(7d[^}]*\}\\000[2-9]|(72|7b)[^}]*\}\\0000)\\[^:]*:\ gone,
        | ^registry\ System\\CurrentControlSet\\Control\\Class\\\{4d36e9(6a|7d)[^}]*\}\\UpperFilters:\ gone,
        | ^registry\ System\\CurrentControlSet\\Enum\\(XENBUS|XENVIF|PCI\\VEN_5853)[^:]*:\ gone,
        | ^registry\ System\\CurrentControlSet\\Services\\(EventLog\\System\\)?(xen|xenbus|xenfilt|xenbus_monitor|xenvbd|xenvif|xennet|xeniface|xenagent|XenSvc|InstallAgent|xenplusXN)\\[^:]*:\ gone,
        | ^registry\ Software\\(Citrix|Microsoft\\Windows\\CurrentVersion\\Uninstall)\\:\ added,\ key$  # other products may have sub-keys there; a snapshot names only keys without any
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex OfTools();

    /// <summary>Each with its reason.</summary>
    [GeneratedRegex(
        """
        ^registry\ System\\CurrentControlSet\\Control\\Class\\\{4d36e9(6a|7d)-e325-11ce-bfc1-08002be10318\}\\UpperFilters:\ gone,\ was\ \[XENFILT\]$  # xenbus.sys writes it when it runs (facts 4.8), which it does not here
        | ^registry\ System\\CurrentControlSet\\Services\\XEN\\ForceUnplug\\(DISKS)?:\ gone,  # never put back: it keeps Windows from its disk
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotPutBack();
}
