namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// Says what a machine is like before the test starts it: <c>XenVm().WithVendorDevice().StartAsync()</c>. Each call returns a new builder.
/// What others leave on a machine is in <see cref="OtherTools"/>; the facts behind all of it are facts 4.1 to 4.7.
/// </summary>
public sealed record MachineBuilder
{
    private const string Enum = @"SYSTEM\CurrentControlSet\Enum\";

    /// <summary>The class System, written as Wine writes it when a program opens the device: opening it then changes nothing.</summary>
    private const string SystemClass = "{4D36E97D-E325-11CE-BFC1-08002BE10318}";

    /// <summary>Run on the registry before the first start, in order.</summary>
    public IReadOnlyList<Action<RegistryImage>> Plants { get; init; } = [];

    /// <summary>Folders to create, on drive C.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Files of the host to copy, and where to.</summary>
    public IReadOnlyList<(string Source, string Target)> Files { get; init; } = [];

    /// <summary>What a test planted beyond the Xen VM that it runs in; empty where a real Xen VM without tools is as good.</summary>
    public IReadOnlyList<string> Unusual { get; init; } = [];

    /// <summary>A VM without any tools on Xen: the platform device, and nothing that has a driver for it.</summary>
    public static MachineBuilder XenVm() =>
        new MachineBuilder().WithPciDevice("0001", "00015853", "3&267A616A&0&10");

    /// <summary>A machine on another hypervisor, or on none.</summary>
    public static MachineBuilder OtherMachine() => new MachineBuilder().Is("not a Xen VM");

    /// <summary>XenServer's PV device: the host offers Windows Update's tools (has-vendor-device is on).</summary>
    public MachineBuilder WithVendorDevice() => Is("the Windows Update tools flag").WithPciDevice("C000", "C0005853", "3&267A616A&0&20");

    /// <summary>The "Virtualized Graphics Device" C147, which has a vendor device's form and is none (facts 4.1).</summary>
    public MachineBuilder WithGraphicsDevice() => Is("a graphics device C147").WithPciDevice("C147", "C1475853", "3&267A616A&0&28");

    /// <summary>
    /// The nodes that a running xenbus and xenvif make for their children (facts 4.2). Wine starts no bus driver, so they are planted: only then can all drivers bind.
    /// </summary>
    public MachineBuilder WithChildDevices() => this
        .WithChild("XENBUS", "XP", "VIF", "0900000B")
        .WithChild("XENVIF", "XP", "NET", "09000005")
        .WithChild("XENBUS", "XP", "VBD", "0900000B")
        .WithChild("XENBUS", "XP", "IFACE", "0900000B");

    /// <param name="bus">XENBUS or XENVIF.</param>
    /// <param name="vendor">The prefix of facts 4.3: XP, XS, XN.</param>
    public MachineBuilder WithChild(string bus, string vendor, string device, string revision)
    {
        string[] hardware = [.. new[] { "C000", "0002", "0001" }.Select(n => $@"{bus}\VEN_{vendor}{n}&DEV_{device}&REV_{revision}")];
        return WithDevice($@"{bus}\VEN_{vendor}&DEV_{device}\_", hardware, [$@"{bus}\VEN_{vendor}&DEV_{device}", "XENCLASS"], "Xen device");
    }

    public MachineBuilder WithPciDevice(string device, string subsystem, string instance)
    {
        var id = $@"PCI\VEN_5853&DEV_{device}";
        return WithDevice(
            $@"{id}&SUBSYS_{subsystem}&REV_01\{instance}",
            [$"{id}&SUBSYS_{subsystem}&REV_01", $"{id}&SUBSYS_{subsystem}", $"{id}&CC_FF8000", $"{id}&CC_FF80"],
            [$"{id}&REV_01", id, @"PCI\VEN_5853&CC_FF8000", @"PCI\VEN_5853", @"PCI\CC_FF80"],
            "PCI Device");
    }

    /// <summary>A device node without a driver. Wine shows only nodes that have a ClassGUID; the null GUID will do (Windows writes none for such a device).</summary>
    public MachineBuilder WithDevice(string instanceId, string[] hardwareIds, string[] compatibleIds, string description) =>
        WithKey(Enum + instanceId, ("HardwareID", hardwareIds), ("CompatibleIDs", compatibleIds), ("DeviceDesc", description), ("ClassGUID", Guid.Empty.ToString("B")),
            ("Capabilities", 0u), ("ConfigFlags", 0u));

    /// <summary>Gives a planted device a driver: its service, and the INF that it came from.</summary>
    public MachineBuilder WithSystemDriver(string instanceId, string number, string service, string inf, string provider, string version) =>
        WithKey(Enum + instanceId, ("ClassGUID", SystemClass), ("Class", "System"), ("Service", service), ("Driver", $@"{SystemClass}\{number}"))
            .WithKey($@"SYSTEM\CurrentControlSet\Control\Class\{SystemClass}\{number}", ("InfPath", inf), ("ProviderName", provider), ("DriverVersion", version));

    /// <param name="start">Start of winnt.h: 0 boot, 2 auto, 3 demand.</param>
    /// <param name="type">1 for a kernel driver, 16 for a program of its own.</param>
    public MachineBuilder WithService(string name, uint start, uint type, string image, string? displayName = null) =>
        WithKey($@"SYSTEM\CurrentControlSet\Services\{name}", ("Start", start), ("Type", type), ("ErrorControl", 1u), ("ImagePath", image), ("DisplayName", displayName ?? name));

    /// <param name="key">HKLM-relative.</param>
    public MachineBuilder WithKey(string key, params (string Name, object Value)[] values) => this with
    {
        Plants = [.. Plants, image =>
        {
            var target = image.Add(key);
            foreach (var (name, value) in values)
            {
                target[name] = value;
            }
        }],
    };

    /// <summary>Puts a folder where a file is to be copied to, so that the copy must fail.</summary>
    public MachineBuilder WithFolder(string path) => Is($"a folder {path}") with { Folders = [.. Folders, path] };

    /// <param name="source">On the host.</param>
    public MachineBuilder WithFile(string source, string target) => this with { Files = [.. Files, (source, target)] };

    /// <summary>Notes that a plain Xen VM would not do.</summary>
    public MachineBuilder Is(string unusual) => this with { Unusual = [.. Unusual, unusual] };

    /// <summary>Starts a machine like this.</summary>
    /// <param name="name">Names its logs.</param>
    /// <param name="product">What the machine's install, repair and remove commands use; the build from the sample packages if none is given.</param>
    public Task<Vm> StartAsync(string name, BuiltProduct? product = null) => Vm.StartAsync(this, product ?? BuiltProduct.Sample, name);
}
