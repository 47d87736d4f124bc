using System.Collections.Immutable;
using CsCheck;
using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>A plan changes what it is about, and what it changes comes back when it is undone.</summary>
public sealed class What_a_plan_leaves
{
    private static readonly Gen<(WindowsModel Model, DriverInf Inf)> Cases = Gen.Select(MachineHistory.Machines, Gen.OneOf(MachineHistory.Ours)).Select((model, inf) => (model.Enumerate(), inf));

    [Fact]
    public void After_a_removal_is_nothing_of_the_package() => Cases.Where((model, inf) => InstallPlan.Newer(model.Machine, inf) is null).Sample((model, inf) =>
    {
        var left = Run(model, RemovePlan.For(model.Machine, inf), inf);

        Assert.Empty(RemovePlan.For(left.Machine, inf));
        Assert.DoesNotContain(left.Machine.StoredDrivers, stored => stored.Provider == inf.Provider && stored.CatalogFile == inf.CatalogFile);
    });

    [Fact]
    public void After_a_removal_is_everything_of_others() => Cases.Sample((model, inf) =>
    {
        var left = Run(model, RemovePlan.For(model.Machine, inf), inf);

        AssertKept(Others(model.Machine, inf), Others(left.Machine, inf));
    });

    [Fact]
    public void An_installation_and_its_removal_leave_the_machine_as_it_was() => Cases.Where((model, inf) => !Names(model.Machine, inf)).Sample((model, inf) =>
    {
        var installed = Run(model, InstallPlan.For(model.Machine, inf, @"C:\x.inf"), inf);
        var left = Run(installed, RemovePlan.For(installed.Machine, inf), inf);

        AssertSame(model, left);
    });

    [Fact]
    public void An_installation_an_upgrade_and_the_removal_leave_the_machine_as_it_was() => Cases.Where((model, inf) => !Names(model.Machine, inf)).Sample((model, inf) =>
    {
        var older = Older(inf);
        var installed = Run(model, InstallPlan.For(model.Machine, older, @"C:\old.inf"), older);
        var upgraded = Run(installed, InstallPlan.For(installed.Machine, inf, @"C:\x.inf"), inf);
        var left = Run(upgraded, RemovePlan.For(upgraded.Machine, inf), inf);

        AssertSame(model, left);
    });

    [Fact]
    public void An_installation_that_is_taken_back_leaves_the_machine_as_it_was() => Gen.Select(Cases.Where((model, inf) => !Names(model.Machine, inf)), Gen.Int[0, 20]).Sample((data, done) =>
    {
        var (model, inf) = data;
        var steps = InstallPlan.For(model.Machine, inf, @"C:\x.inf").Take(done).ToList();
        var left = Enumerable.Reverse(steps).Aggregate(Run(model, steps, inf), (current, step) => current.Undo(step, inf));

        AssertSame(model, left);
    });

    /// <summary>Cut off after each number of steps, and after it has taken each number of them back.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void An_installation_that_was_cut_off_anywhere_and_is_made_again_knows_what_it_has_changed_of_the_whole_machine(int? before)
    {
        var inf = SampleInf.Vbd;
        WindowsModel model = new() { Machine = Machines.XenVm with { Devices = [Machines.Platform(), Machines.Child("XENBUS", "XP", "VBD", "0900000B", null, null, null)], RegistryValues = before is { } number ? [new RegistryValue(@"SYSTEM\CurrentControlSet\Control\Pnp", "DontStartRawDevices", number)] : [] }, Packages = [inf], DriversRun = false };
        var steps = InstallPlan.For(model.Machine, inf, @"C:\x.inf");
        Assert.Contains(steps, step => step is BindDriver);

        Assert.All(from done in Enumerable.Range(0, steps.Length + 1) from undone in Enumerable.Range(0, done + 1) select (done, undone), moment =>
        {
            var begun = steps.Take(moment.done).ToList();
            var cut = Enumerable.Reverse(begun).Take(moment.undone).Aggregate(Run(model, begun, inf), (current, step) => current.Undo(step, inf));
            cut = cut with { Machine = cut.Machine with { Devices = [.. cut.Machine.Devices, .. model.Machine.Devices.Where(device => !cut.Machine.Devices.Any(left => left.InstanceId == device.InstanceId))] } }; // the bus finds them at the restart
            var again = Run(cut, InstallPlan.For(cut.Machine, inf, @"C:\x.inf"), inf);

            Assert.Equal(model.Machine.RegistryValues, Run(again, RemovePlan.For(again.Machine, inf), inf).Machine.RegistryValues);
        });
    }

    [Fact]
    public void An_upgrade_that_is_taken_back_leaves_the_older_driver() => Cases.Where((model, inf) => InstallPlan.Newer(model.Machine, inf) is null).Sample((model, inf) =>
    {
        var older = Older(inf);
        var before = Run(model, [.. RemovePlan.For(model.Machine, inf)], inf);
        before = Run(before, InstallPlan.For(before.Machine, older, @"C:\old.inf"), older);

        // A program of this version that somebody had left behind goes, too.
        before = before with { Machine = before.Machine with { DriverFiles = [.. before.Machine.DriverFiles.Except(ScanScope.Files(inf).Except(ScanScope.Files(older)))] } };
        var steps = InstallPlan.For(before.Machine, inf, @"C:\x.inf");
        var left = steps.Reverse().Aggregate(Run(before, steps, inf), (current, step) => current.Undo(step, inf));

        AssertSame(before, left);
    });

    [Fact]
    public void An_upgrade_that_was_cut_off_anywhere_and_is_made_again_leaves_the_machine_as_it_was_once_it_is_removed() => Gen.Select(Cases.Where((model, inf) => !Names(model.Machine, inf)), Gen.Int[0, 8], Gen.Int[0, 8]).Sample((data, done, undone) =>
    {
        var (model, inf) = data;
        var older = Older(inf);
        var installed = Run(model, InstallPlan.For(model.Machine, older, @"C:\old.inf"), older);
        var steps = InstallPlan.For(installed.Machine, inf, @"C:\x.inf").Take(done).ToList();
        var cut = Enumerable.Reverse(steps).Take(undone).Aggregate(Run(installed, steps, inf), (current, step) => current.Undo(step, inf)).Enumerate();
        var again = Run(cut, InstallPlan.For(cut.Machine, inf, @"C:\x.inf"), inf);

        AssertSame(model, Run(again, RemovePlan.For(again.Machine, inf), inf));
    });

    private static DriverInf Older(DriverInf inf) => MachineHistory.Older.Single(other => other.Name == inf.Name);

    private static WindowsModel Run(WindowsModel model, IEnumerable<Step> steps, DriverInf inf) => steps.Aggregate(model, (current, step) => current.Run(step, inf));

    /// <summary>Is there anything on the machine that has the name of something of the package, or that gets to work through it?</summary>
    private static bool Names(Machine machine, DriverInf inf) =>
        machine.Services.Any(service => inf.Services.Any(own => Same(own.Name, service.Name)))
        || machine.StoredDrivers.Any(stored => Same(stored.CatalogFile, inf.CatalogFile) || inf.Name is "xenbus" or "xenvif")
        || machine.DriverFiles.Any(file => MachineHistory.FilesOf(inf).Contains(file, StringComparer.OrdinalIgnoreCase))
        || machine.ClassFilters.Any(filter => filter.Services.Contains("XENFILT", StringComparer.OrdinalIgnoreCase))
        || machine.RegistryValues.Any(value => value.Key.Contains(@"\XEN\", StringComparison.Ordinal))
        || machine.Records.Any(record => record.Driver == inf.Name)
        || machine.Devices.Any(device => device.Service == inf.Name);

    /// <summary>What of a machine a package has no right to.</summary>
    private static SortedSet<string> Others(Machine machine, DriverInf inf) => [
        .. machine.Devices.Where(device => !UnderXen(device)).Select(device => $"device {device.InstanceId} {device.Present} {device.Inf} {device.Service}"),
        .. machine.StoredDrivers.Where(stored => stored.Provider != inf.Provider || stored.CatalogFile != inf.CatalogFile).Select(stored => $"package {stored}"),
        .. machine.Services.Where(service => !inf.Services.Any(own => Same(own.Name, service.Name))).Select(service => $"service {service.Name} {service.ImagePath}"),
        .. machine.ClassFilters.SelectMany(filter => filter.Services.Where(service => !Same(service, "XENFILT")).Select(service => $"filter {filter.Class} {filter.Upper} {service}")),
        .. machine.DriverFiles.Where(file => !MachineHistory.FilesOf(inf).Contains(file, StringComparer.OrdinalIgnoreCase)).Select(file => $"file {file}"),
        .. machine.Records.Where(record => record.Driver != inf.Name).Select(record => $"record {record}")];

    private static bool UnderXen(Device device) => device.InstanceId.StartsWith("XEN", StringComparison.Ordinal) || device.InstanceId.Contains("VEN_5853", StringComparison.Ordinal);

    private static void AssertSame(WindowsModel before, WindowsModel after)
    {
        string[] old = Comparable(before.Machine), now = Comparable(after.Machine);
        Assert.Equal("", string.Join('\n', [.. old.Except(now).Select(line => $"gone: {line}"), .. now.Except(old).Select(line => $"new: {line}")]));
    }

    /// <summary>But for what lets the machine start from emulated disks: that is never taken back.</summary>
    private static string[] Comparable(Machine machine) => [.. MachineFacts.Of(machine).Where(line => !line.Contains("StartOverride", StringComparison.Ordinal) && !line.Contains("Unplug", StringComparison.Ordinal) && !line.StartsWith("start ", StringComparison.Ordinal))];

    private static void AssertKept(SortedSet<string> before, SortedSet<string> after) => Assert.Empty(before.Except(after));

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
