using System.Globalization;
using XenGuestTools.Build.Samples;
using XenGuestTools.Core;
using XenGuestTools.Tests.Fixtures;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// Plants a machine of tests/OldTools: its drivers are the sample packages under the vendor's name, with version resources that say so. They lie as Wine's driver store has them: the INF under its own
/// name, the catalog beside those of Windows. A package that is gone from the store leaves everything else.
/// </summary>
public static class OldMachines
{
    private const string Classes = @"SYSTEM\CurrentControlSet\Control\Class\";
    private const string Catalogs = @"C:\windows\system32\catroot\{f750e6c3-38ee-11d1-85e5-00c04fc295ee}\";
    private static readonly string[] Order = ["xenbus", "xenvbd", "xenvif", "xennet", "xeniface"];
    private static readonly SemaphoreSlim Once = new(1);

    public static async Task<MachineBuilder> WithAsync(this MachineBuilder machine, OldMachine old)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Stand-ins for drivers are not to be installed on a real machine.");
        machine = old.VendorDevice ? machine.WithVendorDevice() : machine;
        for (var vendor = 0; vendor < old.Drivers.Length; vendor++)
        {
            foreach (var name in old.Drivers[vendor].Names)
            {
                machine = machine.WithDriver(old.Drivers[vendor], vendor, name, await MakeAsync(old.Drivers[vendor], name));
            }
        }

        machine = old.Products.Aggregate(machine, (next, product) => next.WithProduct(product.Code, product.Upgrade, product.Name, product.Publisher, product.Version));
        machine = old.Services.Aggregate(machine, (next, service) => next.WithService(service.Name, (uint)Enum.Parse<ServiceStart>(service.Start), 16, service.Image, service.Display));
        machine = old.Values.Aggregate(machine, (next, value) => next.WithKey(value.Key, (value.Name, value.Number is { } number ? (uint)number : (string[])["xenvbd"]))); // Unplug of 7.x is a list of drivers (facts 4.13)
        machine = old.Keys.Aggregate(machine, (next, key) => next.WithKey(key, ("Version", 9u)));
        machine = old.Run.Aggregate(machine, (next, name) => next.WithKey(@"SOFTWARE\Microsoft\Windows\CurrentVersion\Run", (name, $@"C:\Program Files\{name}.exe")));
        var anyFile = BuiltProduct.Checkout.Root + "/LICENSE";
        return old.Folders.SelectMany(folder => folder.Value.Select(file => $@"{Real(folder.Key)}\{file}")).Aggregate(machine, (next, path) => next.WithFile(anyFile, path));
    }

    /// <param name="vendor">The packages of the second and later ones have numbers for names, as on Windows all have.</param>
    private static MachineBuilder WithDriver(this MachineBuilder machine, OldDrivers drivers, int vendor, string name, string infPath)
    {
        var published = vendor == 0 ? name + ".inf" : string.Create(CultureInfo.InvariantCulture, $"oem{vendor}{Array.IndexOf(Order, name)}.inf");
        string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"{number + (10 * vendor):D4}");
        var inf = DriverInf.From(InfFile.Read(File.ReadAllBytes(infPath)));
        if (!drivers.Gone.Contains(name))
        {
            machine = machine.WithFile(infPath, $@"C:\windows\inf\{published}").WithFile(Path.ChangeExtension(infPath, ".cat"), Catalogs + inf.CatalogFile);
        }

        machine = inf.Files.Aggregate(machine, (next, file) => next.WithFile(Path.Combine(Path.GetDirectoryName(infPath)!, file.SourceName), Real(file.TargetPath)));
        machine = inf.Services.Aggregate(machine, (next, service) => next.WithService(service.Name, (uint)service.Start, (uint)service.ServiceType, service.ImagePath));
        machine = inf.Registry.Where(value => value.Number is not null).Aggregate(machine, (next, value) => next.WithKey(value.Key, (value.Name, (uint)value.Number!)));
        if (drivers.Force && name == "xenvbd")
        {
            machine = machine.WithKey(@"SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug", ("DISKS", 1u));
        }

        return name switch
        {
            "xenbus" => new[] { "{4d36e97d-e325-11ce-bfc1-08002be10318}", "{4d36e96a-e325-11ce-bfc1-08002be10318}" }
                .Aggregate(machine, (next, guid) => next.WithKey(Classes + guid, ("UpperFilters", new[] { "XENFILT" })))
                .WithSystemDriver(drivers.Bus == "C000" ? @"PCI\VEN_5853&DEV_C000&SUBSYS_C0005853&REV_01\3&267A616A&0&20" : @"PCI\VEN_5853&DEV_0001&SUBSYS_00015853&REV_01\3&267A616A&0&10", Number(41), name, published, drivers.Provider, drivers.Version),
            "xenvif" => machine.WithBoundChild(drivers, name, published, "XENBUS", "VIF", Number(42)),
            "xenvbd" => machine.WithBoundChild(drivers, name, published, "XENBUS", "VBD", Number(43)),
            "xeniface" => machine.WithBoundChild(drivers, name, published, "XENBUS", "IFACE", Number(44)),
            _ => machine.WithBoundChild(drivers, name, published, "XENVIF", "NET", Number(45)),
        };
    }

    private static MachineBuilder WithBoundChild(this MachineBuilder machine, OldDrivers drivers, string name, string published, string bus, string device, string number) => machine
        .WithChild(bus, drivers.Prefix, device, bus == "XENVIF" ? "09000005" : "0900000B")
        .WithSystemDriver($@"{bus}\VEN_{drivers.Prefix}&DEV_{device}\_", number, name, published, drivers.Provider, drivers.Version);

    /// <summary>The sample package under the vendor's name, made once.</summary>
    private static async Task<string> MakeAsync(OldDrivers drivers, string name)
    {
        var checkout = BuiltProduct.Checkout;
        var folder = Path.Combine(checkout.Artifacts, "oldtools", string.Create(CultureInfo.InvariantCulture, $"{drivers.Provider} {drivers.Version} {drivers.Bus}"), name);
        var inf = Path.Combine(folder, name + ".inf");
        var text = (await File.ReadAllTextAsync(Path.Combine(checkout.Artifacts, "samples", name, "x64", name + ".inf")))
            .Replace("Xen Guest Tools SAMPLE", drivers.Provider, StringComparison.Ordinal).Replace("9.1.0.1", drivers.Version, StringComparison.Ordinal)
            .Replace("9_1_0_1_SAMPLE", drivers.Version.Replace('.', '_'), StringComparison.Ordinal).Replace("VEN_XP", "VEN_" + drivers.Prefix, StringComparison.Ordinal)
            .Replace(@"PCI\VEN_5853&DEV_0002", drivers.Bus == "C000" ? @"PCI\VEN_5853&DEV_C000&SUBSYS_C0005853&REV_01" : @"PCI\VEN_5853&DEV_0002", StringComparison.Ordinal);
        await Once.WaitAsync();
        try
        {
            if (!File.Exists(Path.ChangeExtension(inf, ".cat")) || await File.ReadAllTextAsync(inf) != text)
            {
                Directory.CreateDirectory(folder);
                await File.WriteAllTextAsync(inf, text);
                using var signer = SamplePackages.Signer("Stand-in");
                await SamplePackages.CompleteAsync(checkout, inf, drivers.Provider, signer, TestContext.Current.CancellationToken);
            }
        }
        finally
        {
            Once.Release();
        }

        return inf;
    }

    private static string Real(string path) => path.Replace(@"%SystemRoot%\System32", @"C:\windows\system32", StringComparison.OrdinalIgnoreCase).Replace("%ProgramFiles%", @"C:\Program Files", StringComparison.Ordinal)
        .Replace("%ProgramData%", @"C:\ProgramData", StringComparison.Ordinal);
}
