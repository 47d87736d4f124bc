using System.Collections.Immutable;
using CsCheck;
using XenGuestTools.Core;
using XenGuestTools.Core.Offline;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Offline.Hives;

namespace XenGuestTools.Tests.Offline;

/// <summary>What holds for the repair of every Windows: of those that years of use leave, and of those that somebody has broken by hand as well.</summary>
public sealed class Every_repair
{
    private static readonly string[] Drivers = ["xenbus", "xenfilt", "xenvbd", "xendisk", "intelide", "atapi", "storahci", "stornvme", "secnvme", "fltother"];

    private static readonly Gen<Func<Hive, Hive>> Breakage = Gen.OneOf<Func<Hive, Hive>>(
        Gen.OneOf(Drivers).Select<string, Func<Hive, Hive>>(name => hive => hive.WithoutImage(name)),
        Gen.OneOf(Drivers).Select<string, Func<Hive, Hive>>(name => hive => hive.WithoutService(name)),
        Gen.Select(Gen.OneOf(Drivers), Gen.Enum<ServiceStart>()).Select<(string, ServiceStart), Func<Hive, Hive>>(service => hive => hive.WithService(service.Item1, service.Item2)),
        Gen.Select(Gen.OneOf(Hdc, ScsiAdapter), Gen.OneOf([.. Drivers, "ghost"]).Array[1, 3]).Select<(Guid, string[]), Func<Hive, Hive>>(filter => hive => hive.WithFilter(filter.Item1, filter.Item2)),
        Gen.Const<Func<Hive, Hive>>(hive => hive.Put(@"Services\XEN\ForceUnplug", "DISKS", HiveData.Of(1))),
        Gen.Const<Func<Hive, Hive>>(hive => hive.Put(@"Services\XEN\Unplug", "DISKS", HiveData.Of(1)).Put(@"Services\XEN\Unplug", "NICS", HiveData.Of(1))),
        Gen.Const<Func<Hive, Hive>>(hive => hive.Put(@"Services\xenfilt\Unplug", "DISKS", HiveData.Of(["xenvbd", "xendisk"]))),
        Gen.OneOf(Drivers).Select<string, Func<Hive, Hive>>(name => hive => hive.Put($@"Services\{name}\StartOverride", "0", HiveData.Of(3))),
        Gen.Const<Func<Hive, Hive>>(hive => hive.WithDevice(@"ROOT\SPACEPORT\0000", ScsiAdapter, "spaceport").WithService("spaceport", ServiceStart.Boot).WithImage("spaceport")),
        Gen.OneOf(Drivers).Select<string, Func<Hive, Hive>>(name => hive => hive.Put(@"Enum\XENBUS\VEN_XP&DEV_VBD\_", "UpperFilters", HiveData.Of([name, "ghost"]))));

    private static readonly Gen<Hive> Broken = Gen.Select(MachineHistory.Machines, Breakage.Array[0, 6]).Select((model, breakages) => breakages.Aggregate(Of(model.Machine), (hive, change) => change(hive)));

    [Fact]
    public void Leaves_no_rule_broken_but_that_no_driver_of_an_emulated_disk_is_there() => Broken.Sample(hive =>
    {
        var after = hive.Repaired();

        Assert.All(OfflinePlan.Broken(after), violation =>
        {
            Assert.Equal(BootRule.NoDriverForBootDisk, violation.Rule);
            Assert.DoesNotContain(Emulated(after, violation.ControlSet), service => after.Images.Any(image => image.EndsWith($@"\{service}.sys", StringComparison.OrdinalIgnoreCase)));
        });
    });

    [Fact]
    public void Lets_every_machine_with_a_history_start_from_the_disk_that_it_has() => MachineHistory.Machines.Sample(model =>
    {
        var after = Of(model.Machine).Repaired();

        Assert.All(after.ControlSets, set => Assert.Empty(BootSafety.Of(HiveView.Of(after, set) with { BootDisk = model.Machine.BootDisk })));
    });

    [Fact]
    public void Never_makes_it_worse_wherever_it_is_cut_off() => Broken.Sample(hive =>
    {
        var before = Kinds(hive);
        foreach (var change in OfflinePlan.For(hive))
        {
            hive = hive.With(change);
            Assert.Subset(before, Kinds(hive));
        }
    });

    [Fact]
    public void Has_nothing_to_do_a_second_time() => Broken.Sample(hive => Assert.Empty(hive.Repaired().Changes()));

    [Fact]
    public void Is_taken_back_to_the_byte() => Broken.Sample(hive =>
    {
        var after = hive.Repaired();
        var undo = new OfflineBackup(@"D:\Windows", "now", OfflinePlan.For(hive)).UndoOn(after, force: false);

        Assert.Equal(hive.Lines(), undo.Aggregate(after, (current, change) => current.With(change)).Lines());
    });

    [Fact]
    public void That_was_cut_off_anywhere_is_taken_back_to_the_byte() => Gen.Select(Broken, Gen.Int[0, 20]).Sample((hive, done) =>
    {
        var plan = OfflinePlan.For(hive);
        var half = plan.Take(done).Aggregate(hive, (current, change) => current.With(change));
        var undo = new OfflineBackup(@"D:\Windows", "now", plan).UndoOn(half, force: false);

        Assert.Equal(hive.Lines(), undo.Aggregate(half, (current, change) => current.With(change)).Lines());
    });

    [Fact]
    public void Touches_start_types_overrides_unplug_values_and_filters_and_nothing_else() => Broken.Sample(hive =>
    {
        var changes = OfflinePlan.For(hive);

        Assert.All(changes, change =>
        {
            Assert.Equal(hive.Find(change.Key, change.Name), change.Old);
            Assert.NotNull(change.Old);
            Assert.True(IsMeant(change), $"{change}");
        });
        Assert.Equal(changes.Length, changes.DistinctBy(change => $@"{change.Key}\{change.Name}").Count());
    });

    [Fact]
    public void Survives_being_written_and_read() => Broken.Where(hive => hive.Changes().Any()).Sample(hive =>
    {
        OfflineBackup backup = new(@"D:\Windows", "now", OfflinePlan.For(hive));

        Assert.Equal(backup.Changes, OfflineBackup.Read(backup.Write(), "changes.json").Changes);
    });

    /// <summary>A driver that can start may be named differently, once the emulated disk counts in place of the Xen disk.</summary>
    private static HashSet<string> Kinds(Hive hive) => [.. OfflinePlan.Broken(hive).Select(violation => $"{violation.ControlSet} {violation.Rule} {(violation.Rule == BootRule.NoDriverForBootDisk ? "" : violation.Subject)}")];

    private static IEnumerable<string> Emulated(Hive hive, string set)
    {
        var machine = HiveView.Of(hive, set);
        return machine.Devices.Where(BootSafety.IsDiskOfHost).Select(device => device.Service).OfType<string>().Where(service => machine.Services.Any(other => other.Name.Equals(service, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool IsMeant(ValueChange change) => change switch
    {
        { Name: "Start", New.Number: 0 or 4 } => change.Key.Contains(@"\Services\", StringComparison.Ordinal),
        { Name: "UpperFilters" or "LowerFilters" } => IsSubsequence(change.New?.Texts ?? [], change.Old!.Texts),
        { New: null } => change.Key.EndsWith(@"\StartOverride", StringComparison.Ordinal) || change.Key.EndsWith("Unplug", StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsSubsequence(ImmutableArray<string> part, ImmutableArray<string> whole)
    {
        var next = 0;
        foreach (var name in whole)
        {
            next += next < part.Length && part[next] == name ? 1 : 0;
        }

        return next == part.Length && part.Length < whole.Length;
    }
}
