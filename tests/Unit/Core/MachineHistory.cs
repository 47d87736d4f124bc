using System.Collections.Immutable;
using CsCheck;
using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

/// <summary>
/// Machines as years of use leave them: each is a clean Windows VM on which packages of two vendors, in several versions, were installed, started, and removed in whole or in part, in any order.
/// </summary>
internal static class MachineHistory
{
    public const string Foreign = "XCP-ng";
    private static readonly Guid Hdc = new("4d36e96a-e325-11ce-bfc1-08002be10318");

    public static readonly DriverInf[] Ours = SampleInf.All;
    public static readonly DriverInf[] Older = SampleInf.Set(SampleInf.Provider, "XP", "9.0.0.7");
    private static readonly DriverInf[] Newer = SampleInf.Set(SampleInf.Provider, "XP", "9.2.0.1", force: true);
    private static readonly DriverInf[] Theirs = SampleInf.Set(Foreign, "XN", "9.2.350.0", force: true);
    private static readonly DriverInf[] TheirsOlder = SampleInf.Set(Foreign, "XN", "8.2.2.200");
    private static readonly DriverInf[][] Sets = [Ours, Older, Newer, Theirs, TheirsOlder];

    /// <summary>What the package copies, in all its versions.</summary>
    public static IEnumerable<string> FilesOf(DriverInf inf) => Sets.SelectMany(set => set).Where(other => other.Provider == inf.Provider && other.Name == inf.Name).SelectMany(other => ScanScope.Files(other));

    /// <summary>What a host gives as the disk that Windows is on, and what Windows drives it with.</summary>
    private static readonly (BootDisk Disk, ImmutableArray<Device> Devices)[] BootDisks =
    [
        Boot(true, (@"PCI\VEN_8086&DEV_7010\3", Hdc, "intelide"), (@"PCIIDE\IDECHANNEL\4", Hdc, "atapi")),
        Boot(true, (@"PCI\VEN_8086&DEV_2922\3", Hdc, "storahci")),
        Boot(true, (@"PCI\VEN_8086&DEV_5845\3", ScsiAdapter, "stornvme")),
        Boot(false, (@"PCI\VEN_144D&DEV_A80C\5", ScsiAdapter, "secnvme")),
    ];

    public static Gen<WindowsModel> Machines { get; } =
        Gen.Select(Gen.OneOf(BootDisks), Gen.Bool, Gen.Int[1, 3], Event.Array[0, 6]).Select((disk, old, nics, events) => events.Aggregate(Clean(disk, old, nics), (model, change) => change(model)));

    /// <summary>A clean VM whose disk is on an AHCI controller.</summary>
    public static WindowsModel WithAhci => Clean(BootDisks[1], old: false, nics: 1);

    /// <summary>The same VM with the packages of a set, after a start from the Xen disk.</summary>
    public static WindowsModel OnXenDisk(DriverInf[] set) => Restarted(ServiceStart.Boot)(InstallSome(set, [2, 3, 1, 4, 0])(WithAhci));

    /// <summary>Something that happens to a machine.</summary>
    private static Gen<Func<WindowsModel, WindowsModel>> Event => Gen.Frequency(
        (4, Gen.Select(Gen.OneOf(Sets), Gen.Shuffle(new[] { 0, 1, 2, 3, 4 }), Gen.Int[1, 5]).Select((set, order, count) => InstallSome(set, [.. order.Take(count)]))),
        (4, Gen.OneOf(Sets).Select(set => InstallSome(set, [2, 3, 1, 4, 0]))),
        (3, Gen.Select(Gen.OneOf(Sets), Gen.Int[0, 4], Gen.Int[1, 30]).Select((set, one, steps) => RemoveSome(set[one], steps))),
        (3, Gen.OneOf(ServiceStart.Boot, ServiceStart.Demand, ServiceStart.Disabled).Select(Restarted)),
        (1, Gen.Const<Func<WindowsModel, WindowsModel>>(WithSnapshot)),
        (1, Gen.Bool.Select(Decoy)));

    private static (BootDisk, ImmutableArray<Device>) Boot(bool emulated, params (string Id, Guid Class, string Service)[] chain) =>
        (new BootDisk([.. chain.Select(part => part.Id)], emulated), [.. chain.Select(part => new Device(part.Id, true, [part.Id], [], part.Class, part.Service, emulated ? "machine.inf" : "oem90.inf", null, null))]);

    private static WindowsModel Clean((BootDisk Disk, ImmutableArray<Device> Devices) boot, bool old, int nics)
    {
        var platform = old ? Pci("0002", "0002") : Pci("0001", "0001");
        string[] storage = ["intelide", "atapi", "storahci", "stornvme", .. boot.Disk.Emulated ? Array.Empty<string>() : ["secnvme"]];
        Hardware[] children = [.. new[] { (SampleInf.Provider, "XP"), (Foreign, "XN") }.SelectMany(vendor => Children(vendor.Item1, vendor.Item2, nics))];
        return new WindowsModel
        {
            Machine = XenVm with
            {
                Devices = [platform, .. boot.Devices],
                BootDisk = boot.Disk,
                Services = [.. storage.Select(name => new Service(name, ServiceStart.Boot, $@"System32\drivers\{name}.sys", null))],
                DriverFiles = [.. storage.Select(name => $@"%SystemRoot%\System32\drivers\{name}.sys")],
                RegistryValues = [new RegistryValue(@"SYSTEM\CurrentControlSet\Control\Pnp", "DontStartRawDevices", 1)],
            },
            Packages = [.. Sets.SelectMany(set => set)],
            Hardware = [new Hardware(platform, null), .. boot.Devices.Select(device => new Hardware(device, null)), .. children],
        };
    }

    /// <summary>What the vendor's drivers bring into being.</summary>
    internal static IEnumerable<Hardware> Children(string provider, string prefix, int nics)
    {
        DriverKey bus = new("xenbus", provider);
        yield return new Hardware(Child("XENBUS", prefix, "VBD", "0900000B", null, null, null), bus);
        yield return new Hardware(Child("XENBUS", prefix, "IFACE", "0900000B", null, null, null), bus);
        yield return new Hardware(Child("XENBUS", prefix, "VIF", "0900000B", null, null, null), bus);
        for (var nic = 0; nic < nics; nic++)
        {
            yield return new Hardware(Child("XENVIF", prefix, "NET", "09000005", null, null, null) with { InstanceId = $@"XENVIF\VEN_{prefix}0001&DEV_NET\{nic}", HardwareIds = [$@"XENVIF\VEN_{prefix}0001&DEV_NET&REV_09000005"] }, new DriverKey("xenvif", provider));
        }
    }

    private static Func<WindowsModel, WindowsModel> InstallSome(DriverInf[] set, int[] which) => model => which.Aggregate(model, (current, one) =>
        InstallPlan.For(current.Machine, set[one], @"C:\other.inf").Aggregate(current, (next, step) => next.Run(step, set[one])));

    private static Func<WindowsModel, WindowsModel> RemoveSome(DriverInf inf, int steps) => model =>
        RemovePlan.For(model.Machine, inf).Take(steps).Aggregate(model, (current, step) => current.Run(step, inf));

    /// <summary>Where Windows runs on Xen disks, it does not start the drivers of the emulated ones any more, and forgets that they are there; some clean-up scripts change their start type.</summary>
    internal static Func<WindowsModel, WindowsModel> Restarted(ServiceStart start) => model =>
    {
        var machine = model.Machine;
        var disk = machine.BootDisk!;
        var onXen = machine.Devices.Any(device => device.Present && device.Service == "xenvbd") && machine.Devices.Any(device => device.Present && device.Service == "xenbus");
        if (!onXen || !disk.Emulated || !BootSafety.Of(machine).IsEmpty)
        {
            return model;
        }

        string[] idle = [.. machine.Devices.Where(device => disk.Chain.Contains(device.InstanceId)).Select(device => device.Service!)];
        var overridden = machine with
        {
            Services = [.. machine.Services.Select(service => idle.Contains(service.Name) ? service with { Start = start } : service)],
            Devices = [.. machine.Devices.Select(device => disk.Chain.Contains(device.InstanceId) ? device with { Present = false } : device)],
            RegistryValues = [.. machine.RegistryValues.Where(value => !value.Key.EndsWith("StartOverride", StringComparison.Ordinal)), .. idle.Select(name => new RegistryValue($@"SYSTEM\CurrentControlSet\Services\{name}\StartOverride", "0", 3))],
        };
        var restarted = model with { Machine = overridden, Hardware = [.. model.Hardware.Where(hardware => !disk.Chain.Contains(hardware.Device.InstanceId))] };
        return BootSafety.Of(restarted.Machine).IsEmpty ? restarted : model;
    };

    /// <summary>Windows keeps a copy of the control set, as it did after each start until Windows 8 and as a restore leaves it.</summary>
    private static WindowsModel WithSnapshot(WindowsModel model)
    {
        var machine = model.Machine;
        ControlSet copy = new("ControlSet002", machine.Services, machine.ClassFilters, [.. machine.RegistryValues.Select(value => value with { Key = value.Key.Replace("CurrentControlSet", "ControlSet002", StringComparison.Ordinal) })], machine.Devices);
        return model with { Machine = machine with { OtherControlSets = [copy] } };
    }

    /// <summary>Things of others with names like ours.</summary>
    private static Func<WindowsModel, WindowsModel> Decoy(bool filter) => model => model with
    {
        Machine = model.Machine with
        {
            Services = [.. model.Machine.Services.Where(service => service.Name != "xenhealth"), new Service("xenhealth", ServiceStart.Auto, @"C:\Program Files\Citrix\XenCenter\health.exe", "Health Check Service"), .. filter ? [new Service("fltother", ServiceStart.System, null, null)] : Array.Empty<Service>()],
            DriverFiles = [.. model.Machine.DriverFiles, .. filter ? [@"%SystemRoot%\System32\drivers\fltother.sys"] : Array.Empty<string>()],
            ClassFilters = filter ? [.. model.Machine.ClassFilters.Where(other => other.Class != Hdc || other.Upper), new ClassFilter(Hdc, false, ["fltother"])] : model.Machine.ClassFilters,
        },
    };
}
