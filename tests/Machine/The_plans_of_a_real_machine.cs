using System.Text.Json;
using System.Text.RegularExpressions;
using XenGuestTools.Build;
using XenGuestTools.Core;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// The model that proves the plans (core/Model) against a machine: tests/Probe runs every step of every plan there, takes each back and does it again, and compares what the model foretold with what is read back.
/// </summary>
public sealed partial class The_plans_of_a_real_machine
{
    private const string Ahci = @"PCI\VEN_8086&DEV_2922\3";

    [Fact]
    public async Task Do_what_the_model_says_step_by_step()
    {
        var newer = await NewerSample.MakePackagesAsync();
        await using var vm = await UsedMachine().StartAsync("model");
        await vm.SettleAsync();
        KeepFilesOfStore(vm);

        var run = await vm.RunAsync(TimeSpan.FromMinutes(5), BuiltProduct.Probe, [vm.WindowsPath(newer), vm.WindowsPath(BuiltProduct.Samples), .. vm.Product.Drivers.Select(driver => driver.Name)]);

        run.MustEndWith(0);
        Turn[] turns = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Turn>(line, JsonSerializerOptions.Web)!)];
        Snapshot.MustBeNone([.. turns.SelectMany(Unexplained)]);
        Assert.Equal(StepKinds(), turns.Where(turn => !turn.IsUndo).Select(Kind).ToHashSet().Order());
        Assert.Equal(StepKinds(), turns.Where(turn => turn.IsUndo).Select(Kind).ToHashSet().Order());
    }

    /// <summary>A Xen VM whose emulated disks hang on an AHCI controller.</summary>
    private static MachineBuilder UsedMachine() => XenVm().WithChildDevices()
        .WithDevice(Ahci, [@"PCI\VEN_8086&DEV_2922&REV_02"], [@"PCI\CC_010601"], "SATA controller")
        .WithKey(@"SYSTEM\CurrentControlSet\Enum\" + Ahci, ("ClassGUID", "{4d36e96a-e325-11ce-bfc1-08002be10318}"), ("Service", "storahci"))
        .WithService("storahci", 0, 1, @"System32\drivers\storahci.sys");

    /// <summary>Windows keeps each package whole in its driver store. Wine keeps the INF alone, and the files that an older driver is put back from are looked for beside it.</summary>
    private static void KeepFilesOfStore(Vm vm)
    {
        foreach (var file in Directory.EnumerateFiles(BuiltProduct.Samples, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != ".inf"))
        {
            File.Copy(file, Path.Combine(vm.HostPath(@"C:\windows\inf"), Path.GetFileName(file)));
        }
    }

    /// <summary>What Wine does otherwise. Each line has its reason; a line too many would hide a fault of the model.</summary>
    [GeneratedRegex(
        """
        ^the\ model\ only:\ value\ SYSTEM\\CurrentControlSet\\Services\\EventLog\\System\\   # Wine's setupapi leaves out the last argument of AddService, which names the event source
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex OtherwiseUnderWine();

    private static IEnumerable<string> Unexplained(Turn turn) =>
        turn.Differences.Where(difference => !OtherwiseUnderWine().IsMatch(difference)).Append(turn.Error).OfType<string>().Select(difference => $"{turn.Plan} {turn.Package}, {(turn.IsUndo ? "undo of " : "")}{turn.Step}: {difference}");

    private static string Kind(Turn turn) => StepText.Parse(turn.Step).GetType().Name;

    private static IEnumerable<string> StepKinds() => typeof(Step).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Step))).Select(type => type.Name).Order();

    /// <summary>As tests/Probe writes it.</summary>
    private sealed record Turn(string Plan, string Package, string Step, bool IsUndo, string[] Differences, string? Error);
}
