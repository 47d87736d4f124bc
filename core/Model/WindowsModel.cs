using System.Collections.Immutable;
using System.Globalization;

namespace XenGuestTools.Core;

/// <summary>
/// What Windows and the Xen drivers make of each step of a plan. Plans are proven against it: <see cref="BootSafety"/> is judged after every step and after every step taken back. That the model is true
/// is shown by running the same plans under Wine and comparing (tests/Probe; there no driver runs and no device is found, see <see cref="DriversRun"/> and <see cref="FindsDevices"/>).
/// </summary>
public sealed partial record WindowsModel
{
    public required Machine Machine { get; init; }

    /// <summary>The packages whose INFs are known: all that are in the store or get there.</summary>
    public required ImmutableArray<DriverInf> Packages { get; init; }

    /// <summary>The devices that the host gives and that drivers make.</summary>
    public ImmutableArray<Hardware> Hardware { get; init; } = [];

    /// <summary>Drivers start when they are installed, and do what they do then. False under Wine.</summary>
    public bool DriversRun { get; init; } = true;

    /// <summary>Windows looks for devices and gives them drivers by itself (Plug and Play). False under Wine.</summary>
    public bool FindsDevices { get; init; } = true;

    /// <param name="inf">The package that the plan was made for.</param>
    public WindowsModel Run(Step step, DriverInf inf) => step switch
    {
        StoreDriver => Store(inf),
        BindDriver s => Bind(s.HardwareId, PackageAt(s.InfPath, inf)),
        RemoveDevice s => (s.IsXenDisk ? WithValue(UnplugValues.UnplugKey, "DISKS", null) : this).Remove(s.InstanceId),
        FindDevices => Enumerate(),
        Settle => this,
        UnstoreDriver s => Unstore(stored => Names.Same(stored.PublishedName, s.PublishedName)),
        RemoveClassFilter s => WithSet(s.ControlSet, set => set with { ClassFilters = Without(set.ClassFilters, s) }),
        DeleteService s => WithSet(s.ControlSet, set => Without(set, s.Name)),
        StartAtBoot s => WithSet(s.ControlSet, set => set with { Services = [.. set.Services.Select(own => Names.Same(own.Name, s.Service) ? own with { Start = ServiceStart.Boot } : own)] }),
        DeleteDriverFile s => With(Machine with { DriverFiles = Machine.DriverFiles.RemoveAll(path => Names.Same(path, s.Path)) }),
        DeleteRegistryValue s => WithValue(s.Key, s.Name, null),
        RecordValue s => Record(s, Find(s.Key, s.Name)),
        RestoreValue s => Forget(s.Driver, s.Key, s.Name).WithValue(s.Key, s.Name, Find(s.Key, s.Name) == s.Written ? s.Before : Find(s.Key, s.Name)),
        _ => throw new ArgumentException($"The model knows no step {step.GetType().Name}.", nameof(step)),
    };

    /// <summary>What running drivers may do at any moment, when Windows starts their device once more: xenbus puts its filter back, or the drivers of disks and NICs ask for the unplug at the next start (facts 4.8).</summary>
    public ImmutableArray<WindowsModel> Disturbed => [Restarted(XenDevices.IsXen), Restarted(device => !XenDevices.IsXen(device))];

    private WindowsModel Restarted(Func<Device, bool> which) => Machine.Devices.Where(device => device.Present && device.Inf is not null && which(device)).Aggregate(this, (model, device) => model.Started(device));

    private WindowsModel With(Machine machine) => this with { Machine = machine };

    private WindowsModel WithSet(string? name, Func<ControlSet, ControlSet> change)
    {
        if (name is null)
        {
            var changed = change(new ControlSet("", Machine.Services, Machine.ClassFilters, Machine.RegistryValues, Machine.Devices));
            return With(Machine with { Services = changed.Services, ClassFilters = changed.ClassFilters, RegistryValues = changed.RegistryValues });
        }

        return With(Machine with { OtherControlSets = [.. Machine.OtherControlSets.Select(set => Names.Same(set.Name, name) ? change(set) : set)] });
    }

    private static ControlSet Without(ControlSet set, string service) => set with
    {
        Services = set.Services.RemoveAll(other => Names.Same(other.Name, service)),
        RegistryValues = set.RegistryValues.RemoveAll(value => Names.Below(UnplugValues.InCurrentSet(value.Key), $@"{Names.Services}\{service}")),
    };

    private static ImmutableArray<ClassFilter> Without(ImmutableArray<ClassFilter> filters, RemoveClassFilter step)
    {
        var left = ImmutableArray.CreateBuilder<ClassFilter>();
        foreach (var filter in filters)
        {
            var meant = filter.Class == step.Class && filter.Upper == step.Upper;
            var changed = meant ? filter with { Services = filter.Services.RemoveAll(name => Names.Same(name, step.Service)) } : filter;
            if (changed.Services.Length > 0)
            {
                left.Add(changed);
            }
        }

        return left.ToImmutable();
    }

    private WindowsModel Store(DriverInf inf)
    {
        if (Machine.StoredDrivers.Any(stored => IsOf(stored, inf)))
        {
            return this;
        }

        var number = 0;
        while (Machine.StoredDrivers.Any(stored => Names.Same(stored.PublishedName, Published(number))))
        {
            number++;
        }

        return With(Machine with { StoredDrivers = Machine.StoredDrivers.Add(new StoredDriver(Published(number), $@"C:\Windows\INF\{Published(number)}", inf.Provider, inf.CatalogFile, inf.Version) { Files = ScanScope.Files(inf) }) });
    }

    private static string Published(int number) => string.Create(CultureInfo.InvariantCulture, $"oem{number}.inf");

    private WindowsModel Unstore(Func<StoredDriver, bool> isMeant) => With(Machine with { StoredDrivers = [.. Machine.StoredDrivers.Where(stored => !isMeant(stored))] });

    private WindowsModel Record(RecordValue step, int? before) =>
        With(Machine with { Records = Machine.Records.Add(new RegistryRecord(step.Driver, step.Key, step.Name, before)) });

    private WindowsModel Forget(string driver, string key, string name) =>
        With(Machine with { Records = Machine.Records.RemoveAll(record => Names.Same(record.Driver, driver) && Names.Same(record.Key, key) && Names.Same(record.Name, name)) });

    private int? Find(string key, string name) => Machine.RegistryValues.FirstOrDefault(value => IsAt(value, key, name))?.Number;

    private WindowsModel WithValue(string key, string name, int? number)
    {
        ImmutableArray<RegistryValue> Change(ImmutableArray<RegistryValue> values) =>
            number is null ? values.RemoveAll(value => IsAt(value, key, name)) : [.. values.Where(value => !IsAt(value, key, name)), new RegistryValue(key, name, number)];

        return UnplugValues.InCurrentSet(key) == key
            ? With(Machine with { RegistryValues = Change(Machine.RegistryValues) })
            : With(Machine with { OtherControlSets = [.. Machine.OtherControlSets.Select(set => Names.Below(key, $@"SYSTEM\{set.Name}") ? set with { RegistryValues = Change(set.RegistryValues) } : set)] });
    }

    private static bool IsAt(RegistryValue value, string key, string name) => Names.Same(value.Key, key) && Names.Same(value.Name, name);

    private static bool IsOf(StoredDriver stored, DriverInf inf) =>
        Names.Same(stored.Provider, inf.Provider) && Names.Same(stored.CatalogFile, inf.CatalogFile) && PackageOnMachine.VersionOf(stored) == inf.Version;

    private DriverInf? PackageOf(StoredDriver stored) => Packages.FirstOrDefault(inf => IsOf(stored, inf));

    /// <summary>The package whose INF lies there: one in the store, or the installer's own.</summary>
    private DriverInf PackageAt(string path, DriverInf own) =>
        Machine.StoredDrivers.FirstOrDefault(stored => Names.Same(stored.Path, path)) is { } stored && PackageOf(stored) is { } inf ? inf : own;
}
