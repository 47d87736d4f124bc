using System.Text.Json;
using XenGuestTools.Tests.Machine.Harness;
using XenGuestTools.Tests.Offline;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>A Windows that does not start, looked at, repaired and put back by the real program (docs/offline.md). The hives are Wine's: of a real Windows this proves no more than the unit tests do.</summary>
public sealed class Guesttools_offline
{
    private const int Fine = 0;
    private const int Failed = 1;
    private const int Planned = 9;
    private const int NothingToUndo = 11;
    private const int Unbootable = 12;

    [Fact]
    public async Task Finds_repairs_and_puts_back_a_windows_whose_xen_disk_driver_is_gone()
    {
        await using var vm = await StartAsync("repair");
        var hive = await new OfflineWindows().Without("xenvbd").Without("xenfilt").PlantAsync(vm);
        var before = await File.ReadAllBytesAsync(hive, TestContext.Current.CancellationToken);
        var values = OfflineWindows.Lines(hive);

        var look = await OfflineAsync(vm);
        look.MustEndWith(Unbootable);
        Assert.Contains(@"ControlSet001: XEN\ForceUnplug\DISKS takes the emulated disks away", look.Output, StringComparison.Ordinal);
        Assert.Contains("ControlSet002: the file of the filter XENFILT, or a driver that it needs, is missing", look.Output, StringComparison.Ordinal);
        Assert.Contains(@"ControlSet002\Services\storahci\StartOverride\0: 3 -> (none)", look.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(hive, TestContext.Current.CancellationToken));
        Assert.Equal(["SYSTEM"], Directory.GetFileSystemEntries(Path.GetDirectoryName(hive)!).Select(Path.GetFileName));

        var repair = await OfflineAsync(vm, "--yes", "--json");
        repair.MustEndWith(Fine);
        Assert.True(Parse(repair).GetProperty("done").GetBoolean());
        Assert.Equal(0, Parse(repair).GetProperty("remaining").GetArrayLength());
        var repaired = WineRegistryFile.Read(hive);
        Assert.All(["ControlSet001", "ControlSet002"], set =>
        {
            Assert.Null(repaired.Value($@"{set}\Services\storahci\StartOverride", "0"));
            Assert.Null(repaired.Value($@"{set}\Services\XEN\ForceUnplug", "DISKS"));
            Assert.Null(repaired.Value($@"{set}\Services\XEN\Unplug", "DISKS"));
            Assert.Null(repaired.Value($@"{set}\Control\Class\{{4d36e96a-e325-11ce-bfc1-08002be10318}}", "UpperFilters"));
            Assert.Equal(4u, repaired.Number($@"{set}\Services\xenvbd", "Start"));
            Assert.Equal(0u, repaired.Number($@"{set}\Services\storahci", "Start"));
        });
        (await OfflineAsync(vm, "--yes")).MustEndWith(Fine);

        var backup = Directory.GetDirectories(Path.Combine(Path.GetDirectoryName(hive)!, "XenGuestToolsBackup"));
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(Assert.Single(backup), "SYSTEM"), TestContext.Current.CancellationToken));

        var planned = await OfflineAsync(vm, "--undo");
        Assert.Contains("Nothing is changed yet", planned.Output, StringComparison.Ordinal);
        Assert.NotEqual(values, OfflineWindows.Lines(hive));
        (await OfflineAsync(vm, "--undo", "--yes")).MustEndWith(Fine);
        Assert.Equal(values, OfflineWindows.Lines(hive));
        var again = await OfflineAsync(vm, "--undo", "--yes");
        again.MustEndWith(NothingToUndo);
        Assert.Contains("XGT1333", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_nothing_back_that_somebody_has_changed_since_unless_it_is_forced()
    {
        await using var vm = await StartAsync("changed");
        var hive = await new OfflineWindows().PlantAsync(vm);

        (await OfflineAsync(vm)).MustEndWith(Planned);
        (await OfflineAsync(vm, "--yes")).MustEndWith(Fine);
        await File.AppendAllTextAsync(hive, "\n[ControlSet001\\\\Services\\\\XEN\\\\ForceUnplug]\n\"DISKS\"=dword:00000007\n", TestContext.Current.CancellationToken);

        var refused = await OfflineAsync(vm, "--undo", "--yes");
        refused.MustEndWith(Failed);
        Assert.Contains("XGT1334", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(7u, WineRegistryFile.Read(hive).Number(@"ControlSet001\Services\XEN\ForceUnplug", "DISKS"));
        (await OfflineAsync(vm, "--undo", "--yes", "--force")).MustEndWith(Fine);
        Assert.Equal(1u, WineRegistryFile.Read(hive).Number(@"ControlSet001\Services\XEN\ForceUnplug", "DISKS"));
    }

    [Fact]
    public async Task Says_what_it_can_not_repair()
    {
        await using var vm = await StartAsync("hopeless");
        await new OfflineWindows().Without("storahci").Without("xenvbd").PlantAsync(vm);

        var repair = await OfflineAsync(vm, "--yes");

        repair.MustEndWith(Unbootable);
        Assert.Contains("no driver starts for the disk that Windows is on", repair.Output, StringComparison.Ordinal);
        Assert.Contains("recover.cmd", repair.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Knows_that_the_bus_does_not_start_without_the_driver_that_it_imports_from()
    {
        await using var vm = await StartAsync("import");
        await new OfflineWindows().PlantAsync(vm);
        var drivers = vm.HostPath($@"{OfflineWindows.Folder}\System32\drivers");
        await File.WriteAllBytesAsync(Path.Combine(drivers, "xenbus.sys"), ImportingImage.Make(ImportingImage.Magic64, "ntoskrnl.exe", "xen.sys"), TestContext.Current.CancellationToken);

        var without = await OfflineAsync(vm);
        without.MustEndWith(Unbootable);
        Assert.Contains("ControlSet001: the driver xenbus starts at boot, and its file, or a driver that it needs, is missing.", without.Output, StringComparison.Ordinal);
        Assert.Contains(@"ControlSet001\Services\storahci\StartOverride\0: 3 -> (none)", without.Output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(drivers, "xen.sys"), "", TestContext.Current.CancellationToken);
        (await OfflineAsync(vm)).MustEndWith(Planned);
    }

    [Fact]
    public async Task Takes_a_bus_that_windows_has_noted_as_removed_for_none()
    {
        const string Dates = @"Enum\PCI\VEN_5853&DEV_0001\3&1\Properties\{83da6326-97a6-4088-9453-a1923f573b29}\";
        await using var vm = await StartAsync("removed");
        OfflineWindows windows = new();
        foreach (var set in new[] { "ControlSet001", "ControlSet002" })
        {
            windows.Put($@"{set}\{Dates}0066", ("", BitConverter.GetBytes(133_000_000_000_000_000))).Put($@"{set}\{Dates}0067", ("", BitConverter.GetBytes(133_000_000_000_000_001)));
        }

        await windows.PlantAsync(vm);

        var look = await OfflineAsync(vm);
        look.MustEndWith(Unbootable);
        Assert.Contains("ControlSet002: the emulated disks are taken away (Unplug)", look.Output, StringComparison.Ordinal);
        (await OfflineAsync(vm, "--yes")).MustEndWith(Fine);
    }

    [Fact]
    public async Task Finds_the_only_other_windows_by_itself_and_asks_where_there_are_two()
    {
        await using var vm = await StartAsync("search");
        var none = await vm.RunAsync(vm.Product.GuestTools, "offline");
        none.MustEndWith(Failed);
        Assert.Contains("XGT1324", none.Errors, StringComparison.Ordinal);

        await MountAsync(vm, 'd');
        var one = await vm.RunAsync(vm.Product.GuestTools, "offline", "--json");
        one.MustEndWith(Planned);
        Assert.Equal(@"D:\Windows", Parse(one).GetProperty("windows").GetString(), ignoreCase: true);

        await MountAsync(vm, 'e');
        var two = await vm.RunAsync(vm.Product.GuestTools, "offline");
        two.MustEndWith(Failed);
        Assert.Contains("XGT1325", two.Errors, StringComparison.Ordinal);
        Assert.Contains(@"D:\Windows, E:\Windows", two.Errors, StringComparison.OrdinalIgnoreCase);
        (await vm.RunAsync(vm.Product.GuestTools, "offline", "E:")).MustEndWith(Planned);
    }

    [Fact]
    public async Task Refuses_what_is_not_a_windows_that_does_not_run()
    {
        await using var vm = await StartAsync("refused");
        var hive = await new OfflineWindows().PlantAsync(vm);

        (await OfflineAsync(vm, "--force")).MustEndWith(64);
        Assert.Contains("XGT1321", (await FailedAsync(vm, @"C:\Windows")).Errors, StringComparison.Ordinal);
        Assert.Contains("XGT1323", (await FailedAsync(vm, @"C:\nowhere")).Errors, StringComparison.Ordinal);
        await File.WriteAllTextAsync(hive, "nonsense", TestContext.Current.CancellationToken);
        Assert.Contains("XGT1327", (await FailedAsync(vm, OfflineWindows.Folder)).Errors, StringComparison.Ordinal);
        await File.WriteAllTextAsync(hive, "WINE REGISTRY Version 2\n\n[Software\\\\Other]\n\"a\"=dword:00000001\n", TestContext.Current.CancellationToken);
        Assert.Contains("XGT1336", (await FailedAsync(vm, OfflineWindows.Folder)).Errors, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(hive, [.. "regf"u8, 8, 0, 0, 0, 7, 0, 0, 0], TestContext.Current.CancellationToken);
        Assert.Contains("XGT1328", (await FailedAsync(vm, OfflineWindows.Folder)).Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(hive)!, "XenGuestToolsBackup")));
    }

    private static Task<Vm> StartAsync(string name) => XenVm().Is("the folder of another Windows").StartAsync("offline-" + name);

    private static Task<Run> OfflineAsync(Vm vm, params string[] options) => vm.RunAsync(vm.Product.GuestTools, ["offline", OfflineWindows.Folder, .. options]);

    private static async Task<Run> FailedAsync(Vm vm, string folder)
    {
        var run = await vm.RunAsync(vm.Product.GuestTools, "offline", folder, "--yes");
        run.MustEndWith(Failed);
        Assert.Empty(run.Output);
        return run;
    }

    private static async Task MountAsync(Vm vm, char letter)
    {
        await new OfflineWindows($@"C:\volume-{letter}\Windows").PlantAsync(vm);
        Volume.Mount(vm, letter, $@"C:\volume-{letter}");
        await vm.RestartAsync();
    }

    private static JsonElement Parse(Run run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }
}
