using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>The parts of <see cref="OfflinePlan"/>, for one control set.</summary>
internal sealed class OfflineRepair
{
    private readonly string set;
    private readonly Machine machine;
    private readonly BootView view;
    private readonly ImmutableArray<HiveValue> values;
    private readonly ImmutableArray<string> storage;

    public OfflineRepair(Hive hive, string controlSet)
    {
        set = controlSet;
        machine = HiveView.Of(hive, controlSet);
        view = BootView.Of(machine).First();
        values = [.. hive.Values.Where(value => Names.Starts(value.Key, controlSet + @"\"))];
        storage = [.. UnplugValues.EmulatedStorage, .. machine.Devices.Where(BootSafety.IsDiskOfHost).Select(device => device.Service).OfType<string>()];
    }

    /// <summary>
    /// While Windows ran from a Xen disk it put the drivers of other disks to sleep, by a StartOverride; some clean-up tools change their start type. Third-party ones only where a device of the host has run on
    /// them: those of iSCSI and USB are right not to start at boot.
    /// </summary>
    public IEnumerable<ValueChange> Starts()
    {
        foreach (var service in machine.Services.Where(service => Names.Among(storage.AsSpan(), service.Name)))
        {
            var key = $@"{set}\Services\{service.Name}";
            if (service.Start != ServiceStart.Boot && view.HasImage(service))
            {
                yield return new(key, "Start", HiveData.Of((int)service.Start), HiveData.Of((int)ServiceStart.Boot), BootRule.NoDriverForBootDisk);
            }

            foreach (var value in values.Where(value => Names.Same(value.Key, key + UnplugValues.StartOverride)))
            {
                yield return Gone(value, BootRule.NoDriverForBootDisk);
            }
        }
    }

    /// <summary>
    /// Drivers of today keep them below XEN, those of XenServer 7 below xenfilt (facts 4.6). They stay where the Xen disk is the only one that Windows has a driver for.
    /// </summary>
    public IEnumerable<ValueChange> Unplugs()
    {
        if (BootSafety.XenDiskStarts(view) && !machine.Devices.Any(device => BootSafety.IsDiskOfHost(device) && view.Find(device.Service) is { } service && view.HasImage(service)))
        {
            yield break;
        }

        foreach (var value in values)
        {
            if (HiveView.Rest(value.Key, $@"{set}\Services\") is { } key && (Names.Same(key, @"XEN\Unplug") || Names.Same(key, @"XEN\ForceUnplug") || Names.Same(key, @"xenfilt\Unplug")))
            {
                yield return Gone(value, Names.Has(key, "Force") ? BootRule.ForcedUnplugWithoutDisk : BootRule.NoDriverForBootDisk);
            }
        }
    }

    /// <summary>Of classes and devices.</summary>
    public IEnumerable<ValueChange> Filters()
    {
        foreach (var value in values.Where(HiveView.IsFilter))
        {
            BootRule? rule = null;
            List<string> kept = [];
            foreach (var name in value.Data.Texts)
            {
                if (Problem(name) is { } problem)
                {
                    rule ??= problem;
                }
                else
                {
                    kept.Add(name);
                }
            }

            if (rule is { } broken)
            {
                yield return new(value.Key, value.Name, value.Data, kept.Count == 0 ? null : HiveData.Of([.. kept]), broken);
            }
        }
    }

    /// <summary>Disabled and not deleted: the settings of whoever it belongs to stay.</summary>
    public IEnumerable<ValueChange> MissingImages() => machine.Services
        .Where(service => service.Start == ServiceStart.Boot && !view.HasImage(service))
        .Select(service => new ValueChange($@"{set}\Services\{service.Name}", "Start", HiveData.Of((int)ServiceStart.Boot), HiveData.Of((int)ServiceStart.Disabled), BootRule.BootServiceWithoutImage));

    private static ValueChange Gone(HiveValue value, BootRule rule) => new(value.Key, value.Name, value.Data, null, rule);

    private BootRule? Problem(string filter) => view.Find(filter) switch
    {
        null => BootRule.FilterWithoutService,
        { Start: ServiceStart.Disabled } => BootRule.FilterDisabled,
        { } service => view.HasImage(service) ? null : BootRule.FilterWithoutImage,
    };
}
