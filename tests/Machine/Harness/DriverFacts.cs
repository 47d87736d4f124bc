namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// What a driver package leaves on a machine whose devices it binds to. Written down from the INFs by hand: reading them with the code under test would prove nothing.
/// </summary>
/// <param name="Device">The planted node that the driver binds to, below <c>SYSTEM\CurrentControlSet\Enum</c>.</param>
/// <param name="Services">With their Start: 0 boot, 2 auto, 3 demand. The one of the package's name is the device's own.</param>
/// <param name="Files">Below System32.</param>
/// <param name="Values">Values and what they are (Wine leaves out the event sources of services), below <c>SYSTEM\CurrentControlSet</c>; <c>{device}</c> is the device's key, <c>{class}</c> the one of its driver.</param>
public sealed record DriverFacts(string Name, string Device, Dictionary<string, uint> Services, IReadOnlyList<string> Files, Dictionary<string, string> Values)
{
    /// <summary>The sample packages of <c>drivers/sample</c>, 9.1.0.1.</summary>
    public static readonly IReadOnlyList<DriverFacts> Sample = All("9_1_0_1_SAMPLE", hasDiskFilter: false);

    /// <summary>The five upstream INFs, 9.1.0.114 (test data outside of the repo).</summary>
    public static readonly IReadOnlyList<DriverFacts> Upstream = All("9_1_0_114", hasDiskFilter: true);

    private static DriverFacts[] All(string version, bool hasDiskFilter) =>
    [
        new("xenvif", @"XENBUS\VEN_XP&DEV_VIF\_", new() { ["xenvif"] = 3 }, [@"drivers\xenvif.sys"], new()
        {
            [@"Services\xenvif\BootFlags"] = "dword 129",
            [@"Services\xenvif\Group"] = "\"NDIS\"",
            [@"Services\xenvif\Parameters\FrontendMaxQueues"] = "dword 8",
            [@"Services\XEN\Unplug\NICS"] = "dword 0",
        }),
        new("xennet", @"XENVIF\VEN_XP&DEV_NET\_", new() { ["xennet"] = 3 }, [@"drivers\xennet.sys"], new()
        {
            [@"Services\xennet\BootFlags"] = "dword 129",
            [@"{class}\Ndi\Service"] = "\"xennet\"",
            [@"{class}\Ndi\params\*LSOV2IPv4\Default"] = "\"1\"",
        }),
        new("xenvbd", @"XENBUS\VEN_XP&DEV_VBD\_", hasDiskFilter ? new() { ["xenvbd"] = 0, ["xendisk"] = 0 } : new() { ["xenvbd"] = 0 },
            hasDiskFilter ? [@"drivers\xenvbd.sys", @"drivers\xencrsh.sys", @"drivers\xendisk.sys"] : [@"drivers\xenvbd.sys", @"drivers\xencrsh.sys"], new()
        {
            [@"Services\xenvbd\Group"] = "\"Scsi Miniport\"",
            [@"Services\xenvbd\Parameters\PnpInterface\5"] = "dword 1",
            [@"Services\XEN\Unplug\DISKS"] = "dword 0",
            [@"{device}\Device Parameters\UpperFilters"] = hasDiskFilter ? "[xendisk]" : "(absent)",
        }),
        new("xeniface", @"XENBUS\VEN_XP&DEV_IFACE\_", new() { ["xeniface"] = 3, ["xenagent"] = 2 },
            [@"drivers\xeniface.sys", $"xenagent_{version}.exe", $"xenagent_{version}.dll"], new()
        {
            [@"Services\xeniface\Group"] = "\"Extended Base\"",
        }),
        new("xenbus", @"PCI\VEN_5853&DEV_0001&SUBSYS_00015853&REV_01\3&267A616A&0&10", new() { ["xenbus"] = 0, ["xenfilt"] = 0, ["xenbus_monitor"] = 2 },
            [@"drivers\xen.sys", @"drivers\xenbus.sys", @"drivers\xenfilt.sys", $"xenbus_monitor_{version}.exe"], new()
        {
            [@"Services\xenbus\Group"] = "\"Boot Bus Extender\"",
            [@"Services\xenbus\Parameters\SupportedClasses"] = "[VIF, VBD, VKBD, IFACE, CONS]",
            [@"Services\xenfilt\Parameters\*PNP0A03"] = "\"PCI\"",
            [@"Services\xenbus_monitor\Parameters\RequestKey"] = @"""SYSTEM\CurrentControlSet\Services\xenbus_monitor\Request""",
            [@"Services\XEN\Unplug\DISKS"] = "dword 0",
            [@"{device}\Device Parameters\Interrupt Management\MessageSignaledInterruptProperties\MSISupported"] = "dword 1",
        }),
    ];

    /// <summary>What of package, services, files and binding is not on the machine; nothing, when all is well.</summary>
    public IReadOnlyList<string> Missing(Vm vm, RegistryImage registry)
    {
        var device = @"SYSTEM\CurrentControlSet\Enum\" + Device;
        var driver = @"SYSTEM\CurrentControlSet\Control\Class\" + registry.Text(device, "Driver");
        var inf = registry.Text(driver, "InfPath");
        string[] files = [$@"{BuiltProduct.ProgramFiles}\Drivers\{Name}\{Name}.inf", $@"C:\windows\inf\{inf ?? "(no driver)"}", .. Files.Select(file => @"C:\windows\system32\" + file)];
        return
        [
            .. files.Where(file => !File.Exists(vm.HostPath(file))),
            .. Services.Where(service => registry.Number($@"SYSTEM\CurrentControlSet\Services\{service.Key}", "Start") != service.Value).Select(service => $"service {service.Key} with start {service.Value}"),
            .. Values.Select(value => (Path: Expand(value.Key, device, driver), Expected: value.Value, Actual: Shown(registry, Expand(value.Key, device, driver))))
                .Where(value => value.Actual != value.Expected).Select(value => $"{value.Path} is {value.Actual}, not {value.Expected}"),
            .. Expect(registry.Text(device, "Service")?.Equals(Name, StringComparison.OrdinalIgnoreCase) == true, $"the driver of {Device}"),
            .. Expect(registry.Text($@"{BuiltProduct.Key}\{Name}", "Version") is not null, $"the version of {Name}"),
        ];
    }

    /// <summary>The text of the INF that the device has.</summary>
    public string BoundInf(Vm vm, RegistryImage registry)
    {
        var driver = registry.Text(@"SYSTEM\CurrentControlSet\Enum\" + Device, "Driver");
        var inf = registry.Text(@"SYSTEM\CurrentControlSet\Control\Class\" + driver, "InfPath");
        return File.ReadAllText(vm.HostPath($@"C:\windows\inf\{inf}"));
    }

    private static string Expand(string path, string device, string driver) => path.StartsWith('{')
        ? path.Replace("{device}", device, StringComparison.Ordinal).Replace("{class}", driver, StringComparison.Ordinal)
        : @"SYSTEM\CurrentControlSet\" + path;

    private static string Shown(RegistryImage registry, string path)
    {
        var end = path.LastIndexOf('\\');
        return RegistryImage.Show(registry.Value(path[..end], path[(end + 1)..]));
    }

    private static string[] Expect(bool isThere, string thing) => isThere ? [] : [thing];
}
