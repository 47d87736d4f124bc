namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// What a driver package leaves on a machine whose devices it binds to. Written down from the INFs by hand: reading them with the code under test would prove nothing.
/// </summary>
/// <param name="Device">The planted node that the driver binds to, below <c>SYSTEM\CurrentControlSet\Enum</c>.</param>
/// <param name="Services">With their Start: 0 boot, 2 auto, 3 demand. The one of the package's name is the device's own.</param>
/// <param name="Files">Below System32.</param>
public sealed record DriverFacts(string Name, string Device, IReadOnlyDictionary<string, uint> Services, IReadOnlyList<string> Files)
{
    private const string Platform = @"PCI\VEN_5853&DEV_0001&SUBSYS_00015853&REV_01\3&267A616A&0&10";

    /// <summary>The sample packages of <c>drivers/sample</c>, 9.1.0.1.</summary>
    public static readonly IReadOnlyList<DriverFacts> Sample =
    [
        new("xenvif", @"XENBUS\VEN_XP&DEV_VIF\_", new Dictionary<string, uint> { ["xenvif"] = 3 }, [@"drivers\xenvif.sys"]),
        new("xennet", @"XENVIF\VEN_XP&DEV_NET\_", new Dictionary<string, uint> { ["xennet"] = 3 }, [@"drivers\xennet.sys"]),
        new("xenvbd", @"XENBUS\VEN_XP&DEV_VBD\_", new Dictionary<string, uint> { ["xenvbd"] = 0 }, [@"drivers\xenvbd.sys", @"drivers\xencrsh.sys"]),
        new("xeniface", @"XENBUS\VEN_XP&DEV_IFACE\_", new Dictionary<string, uint> { ["xeniface"] = 3, ["xenagent"] = 2 },
            [@"drivers\xeniface.sys", "xenagent_9_1_0_1_SAMPLE.exe", "xenagent_9_1_0_1_SAMPLE.dll"]),
        new("xenbus", Platform, new Dictionary<string, uint> { ["xenbus"] = 0, ["xenfilt"] = 0, ["xenbus_monitor"] = 2 },
            [@"drivers\xen.sys", @"drivers\xenbus.sys", @"drivers\xenfilt.sys", "xenbus_monitor_9_1_0_1_SAMPLE.exe"]),
    ];

    /// <summary>The five upstream INFs, 9.1.0.114 (test data outside of the repo).</summary>
    public static readonly IReadOnlyList<DriverFacts> Upstream =
    [
        new("xenvif", @"XENBUS\VEN_XP&DEV_VIF\_", new Dictionary<string, uint> { ["xenvif"] = 3 }, [@"drivers\xenvif.sys"]),
        new("xennet", @"XENVIF\VEN_XP&DEV_NET\_", new Dictionary<string, uint> { ["xennet"] = 3 }, [@"drivers\xennet.sys"]),
        new("xenvbd", @"XENBUS\VEN_XP&DEV_VBD\_", new Dictionary<string, uint> { ["xenvbd"] = 0, ["xendisk"] = 0 },
            [@"drivers\xenvbd.sys", @"drivers\xencrsh.sys", @"drivers\xendisk.sys"]),
        new("xeniface", @"XENBUS\VEN_XP&DEV_IFACE\_", new Dictionary<string, uint> { ["xeniface"] = 3, ["xenagent"] = 2 },
            [@"drivers\xeniface.sys", "xenagent_9_1_0_114.exe", "xenagent_9_1_0_114.dll"]),
        new("xenbus", Platform, new Dictionary<string, uint> { ["xenbus"] = 0, ["xenfilt"] = 0, ["xenbus_monitor"] = 2 },
            [@"drivers\xen.sys", @"drivers\xenbus.sys", @"drivers\xenfilt.sys", "xenbus_monitor_9_1_0_114.exe"]),
    ];

    /// <summary>What of package, services, files and binding is not on the machine; nothing, when all is well.</summary>
    public IEnumerable<string> Missing(Vm vm, RegistryImage registry)
    {
        var device = @"SYSTEM\CurrentControlSet\Enum\" + Device;
        var inf = registry.Text($@"SYSTEM\CurrentControlSet\Control\Class\{registry.Text(device, "Driver")}", "InfPath");
        string[] files = [$@"{BuiltProduct.ProgramFiles}\Drivers\{Name}\{Name}.inf", $@"C:\windows\inf\{inf ?? "(no driver)"}", .. Files.Select(file => @"C:\windows\system32\" + file)];
        return
        [
            .. files.Where(file => !File.Exists(vm.HostPath(file))),
            .. Services.Where(service => registry.Number($@"SYSTEM\CurrentControlSet\Services\{service.Key}", "Start") != service.Value).Select(service => $"service {service.Key} with start {service.Value}"),
            .. Expect(registry.Text(device, "Service")?.Equals(Name, StringComparison.OrdinalIgnoreCase) == true, $"the driver of {Device}"),
            .. Expect(registry.Text($@"{BuiltProduct.Key}\{Name}", "Version") is not null, $"the version of {Name}"),
        ];
    }

    private static string[] Expect(bool isThere, string thing) => isThere ? [] : [thing];
}
