using System.Collections.Immutable;
using CsCheck;
using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

/// <summary>What holds for every plan on every machine, also on those that two vendors and half a removal have been at.</summary>
public sealed class Every_plan
{
    private const string Foreign = "Example";
    private static readonly Guid Hdc = new("4d36e96a-e325-11ce-bfc1-08002be10318");

    [Fact]
    public void Is_empty_when_it_was_carried_out() => Cases.Sample((machine, inf) =>
    {
        var installed = Apply(machine, InstallPlan.For(machine, inf, @"C:\x.inf"), inf);
        Assert.Empty(InstallPlan.For(installed, inf, @"C:\x.inf"));

        Assert.Empty(RemovePlan.For(Apply(machine, RemovePlan.For(machine, inf), inf), inf));
        Assert.Empty(RemovePlan.For(Apply(installed, RemovePlan.For(installed, inf), inf), inf));
    });

    [Fact]
    public void Of_a_removal_resumed_after_any_step_ends_in_the_same_place() => Cases.Sample((machine, inf) =>
    {
        var steps = RemovePlan.For(machine, inf);
        for (var done = 0; done <= steps.Length; done++)
        {
            var interrupted = Apply(machine, steps[..done], inf);
            var resumed = Apply(interrupted, RemovePlan.For(interrupted, inf), inf);
            Assert.Empty(PackagesOf(resumed, SampleInf.Provider, inf));
            Assert.Empty(RemovePlan.For(resumed, inf));
        }
    });

    [Fact]
    public void Leaves_another_vendor_s_packages_and_devices() => Cases.Sample((machine, inf) =>
    {
        var left = Apply(machine, RemovePlan.For(machine, inf), inf);

        Assert.Equal(PackagesOf(machine, Foreign, inf), PackagesOf(left, Foreign, inf));
        var foreign = machine.Devices.Where(device => device.Provider == Foreign).ToList();
        Assert.Equal(foreign, left.Devices.Where(device => device.Provider == Foreign));
        if (foreign.Exists(device => device.Present))
        {
            Assert.Equal(machine.Services, left.Services);
            Assert.Equal(machine.ClassFilters, left.ClassFilters);
            Assert.Equal(machine.DriverFiles, left.DriverFiles);
        }
    });

    [Fact]
    public void Of_a_removal_never_leaves_a_filter_without_its_service() => Cases.Sample((machine, inf) =>
    {
        var dangling = Dangling(machine);
        foreach (var step in RemovePlan.For(machine, inf))
        {
            machine = Made(machine, [step], inf);
            Assert.Subset(dangling.ToHashSet(), Dangling(machine).ToHashSet());
        }
    });

    [Fact]
    public void Of_a_removal_takes_unplug_values_before_all_else() => Cases.Sample((machine, inf) =>
    {
        var steps = RemovePlan.For(machine, inf);
        var firstOther = steps.IndexOf(steps.FirstOrDefault(step => step is not DeleteRegistryValue)!);
        for (var i = firstOther; i >= 0 && i < steps.Length; i++)
        {
            Assert.False(steps[i] is DeleteRegistryValue value && (value.Key.EndsWith("ForceUnplug", StringComparison.Ordinal) || value.Key.EndsWith("StartOverride", StringComparison.Ordinal)));
        }
    });

    [Fact]
    public void Survives_being_written_and_parsed() => Cases.Sample((machine, inf) =>
    {
        foreach (var step in InstallPlan.For(machine, inf, @"C:\a;b=c|%d[e]{f}.inf").Concat(RemovePlan.For(machine, inf)))
        {
            Assert.Equal(step, StepText.Parse(StepText.Write(step)));
        }
    });

    private static readonly Gen<DriverInf> Infs = Gen.OneOf(SampleInf.All);

    private static readonly Gen<(Machine, DriverInf)> Cases = Infs.SelectMany(inf => MachineFor(inf).Select(machine => (machine, inf)));

    /// <summary>A machine with any mixture of our and another vendor's package, bound or not, whole or in ruins.</summary>
    private static Gen<Machine> MachineFor(DriverInf inf)
    {
        var name = inf.Services.First(service => service.IsFunctionDriver).Name;
        var devices = Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 3]).Select((binding, present, id) => new Device(
            inf.HardwareIds[0] + @"\" + id,
            present,
            [inf.HardwareIds[0]],
            [],
            inf.Class,
            binding == 0 ? null : name,
            binding switch { 0 => null, 1 => "oem1.inf", _ => "oem3.inf" },
            null,
            binding switch { 0 => null, 1 => SampleInf.Provider, _ => Foreign })).Array[0, 4];
        var stored = Gen.OneOf(
            Stored("oem1.inf", name, SampleInf.Provider),
            Stored("oem2.inf", name, SampleInf.Provider, "9.0.0.0"),
            Stored("oem3.inf", name, Foreign),
            Stored("oem4.inf", "other", SampleInf.Provider)).Array[0, 4];
        var services = Some([.. inf.Services.Select(own => new Service(own.Name, own.Start, own.ImagePath, null)), new Service("storahci", ServiceStart.Boot, null, null)]);
        var filters = Gen.Bool.Array[2].Select(has => (ImmutableArray<ClassFilter>)[
            .. has[0] ? [new ClassFilter(SystemClass, true, ["XENFILT"])] : Array.Empty<ClassFilter>(),
            .. has[1] ? [new ClassFilter(Hdc, true, ["other", "xenfilt"])] : Array.Empty<ClassFilter>()]);
        var values = Some([
            new RegistryValue(@"SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug", "DISKS", 1),
            new RegistryValue(@"SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug", "NICS", 1),
            new RegistryValue(@"SYSTEM\CurrentControlSet\Services\XEN\Unplug", "DISKS", 1),
            new RegistryValue(@"SYSTEM\CurrentControlSet\Services\storahci\StartOverride", "0", 3)]);
        return Gen.Select(devices, stored, services, filters, values, Some([.. ScanScope.Files(inf)])).Select((d, p, s, f, v, files) => XenVm with
        {
            Devices = [.. d.DistinctBy(device => device.InstanceId)],
            StoredDrivers = [.. p.Distinct()],
            Services = s,
            ClassFilters = f,
            RegistryValues = v,
            DriverFiles = files,
        });
    }

    private static Gen<ImmutableArray<T>> Some<T>(T[] all) =>
        Gen.Bool.Array[all.Length].Select(has => all.Where((_, i) => has[i]).ToImmutableArray());

    private static Machine Apply(Machine machine, IEnumerable<Step> steps, DriverInf inf) => Made(machine, steps, inf);

    private static List<StoredDriver> PackagesOf(Machine machine, string provider, DriverInf inf) =>
        [.. machine.StoredDrivers.Where(stored => stored.Provider == provider && stored.CatalogFile == inf.CatalogFile)];

    private static List<string> Dangling(Machine machine) =>
        [.. machine.ClassFilters.SelectMany(filter => filter.Services).Where(name => !machine.Services.Any(service => service.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))];
}
