using System.Text.Json;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// One rule of a Windows after the other is broken in a hive that hivex has written. The program repairs what hivex reads of it; what the program says that it changed is then made in that hive and read by hivex once
/// more: it must have what the program has left, and after --undo again what it had. (That Windows loads such a file is Windows' own; Wine does not.)
/// </summary>
public sealed class Guesttools_offline_on_a_hive_of_Windows
{
    private const string Hdc = @"Control\Class\{4d36e96a-e325-11ce-bfc1-08002be10318}";

    /// <summary>By the rule that it breaks.</summary>
    private static readonly Dictionary<string, Action<OfflineWindows>> Damages = new()
    {
        ["FilterWithoutService"] = windows => InEachSet(windows, Hdc, ("UpperFilters", new[] { "ghost", "XENFILT" })),
        ["FilterWithoutImage"] = windows => windows.Without("xenfilt"),
        ["FilterDisabled"] = windows => InEachSet(windows, @"Services\xenfilt", ("Start", 4u)),
        ["BootServiceWithoutImage"] = windows => windows.Without("xenvbd"),
        ["ForcedUnplugWithoutDisk"] = windows => InEachSet(windows, @"Services\xenvbd", ("Start", 4u)),
        ["NoDriverForBootDisk"] = windows =>
        {
            InEachSet(windows, @"Services\XEN\ForceUnplug", ("DISKS", 0u));
            InEachSet(windows, @"Services\XEN\Unplug", ("DISKS", 0u));
        },
    };

    public static TheoryData<string> Rules => [.. Damages.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Repairs_it_and_puts_it_back(string rule)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "hivex is a program of Linux.");
        await using var vm = await XenVm().Is("the folder of another Windows").StartAsync("offline-regf-" + rule);
        OfflineWindows windows = new();
        Damages[rule](windows);
        var regf = await RegfHive.MakeAsync(Path.Combine(vm.Logs, "SYSTEM"), windows.Values);
        var before = await regf.ExportAsync();
        var file = await windows.PlantAsync(vm, await regf.ReadAsync());
        Assert.Equal(OfflineWindows.Lines(windows.Values), OfflineWindows.Lines(file));

        var repair = await OfflineAsync(vm, "--yes");
        Assert.Contains(repair.GetProperty("broken").EnumerateArray(), broken => broken.GetProperty("rule").GetString() == rule);
        Assert.Equal(0, repair.GetProperty("remaining").GetArrayLength());
        await regf.MakeAsync(repair.GetProperty("changes").EnumerateArray(), "new");
        Assert.Equal(OfflineWindows.Lines(file), OfflineWindows.Lines(await regf.ReadAsync()));
        Assert.NotEqual(before, await regf.ExportAsync());

        await OfflineAsync(vm, "--undo", "--yes");
        await regf.MakeAsync(repair.GetProperty("changes").EnumerateArray().Reverse(), "old");
        Assert.Equal(OfflineWindows.Lines(file), OfflineWindows.Lines(await regf.ReadAsync()));
        Assert.Equal(Sorted(before), Sorted(await regf.ExportAsync()));
    }

    private static async Task<JsonElement> OfflineAsync(Vm vm, params string[] options)
    {
        var run = await vm.RunAsync(vm.Product.GuestTools, ["offline", OfflineWindows.Folder, "--json", .. options]);
        run.MustEndWith(0);
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private static void InEachSet(OfflineWindows windows, string key, params (string, object)[] values)
    {
        foreach (var set in new[] { "ControlSet001", "ControlSet002" })
        {
            windows.Put($@"{set}\{key}", values);
        }
    }

    /// <summary>A value that was put back comes last in its key.</summary>
    private static IEnumerable<string> Sorted(string export) => export.Split("\n\n").Select(key => string.Join('\n', key.Split('\n').Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal);
}
