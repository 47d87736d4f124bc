using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Tests.Core;
using XenGuestTools.Tests.Fixtures;

namespace XenGuestTools.Tests.Cleaning;

/// <summary>Makes a model of a machine of tests/OldTools: its drivers are installed and started on a VM with an emulated AHCI disk, the rest is laid beside them, and beside that things of others that only look like it.</summary>
internal static class OldModel
{
    private const string Run = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Run";
    private static readonly int[] Order = [2, 3, 1, 4, 0];

    /// <summary>Of others: XenCenter's service and key, Citrix Workspace, an Amazon driver of Xen's name, a user's file in the vendor's folder, other Run values.</summary>
    public static readonly Service HealthCheck = new("XenHealthCheck", ServiceStart.Auto, @"C:\Program Files\Citrix\XenCenter\XenServerHealthCheck.exe", "Citrix XenServer Health Check Service");
    public static readonly FoundFile AmazonFile = new(@"%SystemRoot%\System32\drivers\xencrsh.sys", "Amazon Inc.");
    public static readonly ImmutableArray<string> OtherKeys = [@"SOFTWARE\Citrix\Dazzle", @"SOFTWARE\Citrix\XenCenter"];
    public static readonly RegistryValue OtherRun = new(Run, "Citrix Workspace", null);
    public const string UserFile = "my notes.docx";

    public static CleanModel Of(OldMachine old)
    {
        var windows = old.Drivers.Aggregate(MachineHistory.WithAhci, (model, drivers) => Install(old.VendorDevice ? WithVendorDevice(model) : model, drivers));
        var machine = windows.Machine;
        windows = windows with
        {
            Machine = machine with
            {
                Products = [.. old.Products.Select(product => new InstalledProduct(product.Name, product.Publisher, product.Version, product.Code, product.Upgrade, null))],
                Services = [.. machine.Services, .. old.Services.Select(service => new Service(service.Name, Enum.Parse<ServiceStart>(service.Start), service.Image, service.Display)), HealthCheck],
                RegistryValues = [.. machine.RegistryValues, .. old.Values.Select(value => new RegistryValue(value.Key, value.Name, value.Number))],
                DriverFiles = [.. machine.DriverFiles, .. old.Files.Select(file => file.Path), AmazonFile.Path],
                SoftwareKeys = [.. old.Keys, .. OtherKeys],
            },
        };
        return new CleanModel(windows, new OldTools
        {
            Machine = windows.Machine,
            Files = [.. old.Files.Select(file => new FoundFile(file.Path, file.Company)), AmazonFile],
            Folders = [.. old.Folders.Select(folder => new FoundFolder(folder.Key, [.. folder.Value, UserFile]))],
            Tasks = [.. old.Tasks],
            Values = [.. old.Run.Select(name => new RegistryValue(Run, name, null)), OtherRun],
        });
    }

    private static WindowsModel WithVendorDevice(WindowsModel model)
    {
        var device = Machines.VendorDevice();
        return model with { Machine = model.Machine with { Devices = model.Machine.Devices.Add(device) }, Hardware = model.Hardware.Add(new Hardware(device, null)) };
    }

    private static WindowsModel Install(WindowsModel model, OldDrivers drivers)
    {
        DriverInf[] all = SampleInf.Set(drivers.Provider, drivers.Prefix, drivers.Version, drivers.Force, program: false); // the fixture lists it, with its company
        all[0] = all[0] with { HardwareIds = [Machines.Pci(drivers.Bus, drivers.Bus).HardwareIds[^1], .. drivers.Bus == "C000" ? [] : all[0].HardwareIds] };
        DriverInf[] set = [.. Order.Select(one => all[one]).Where(inf => drivers.Names.Contains(inf.Name))];
        var prepared = model with
        {
            Packages = [.. model.Packages, .. set],
            Hardware = [.. model.Hardware.Where(hardware => hardware.MadeBy?.Provider != drivers.Provider), .. MachineHistory.Children(drivers.Provider, drivers.Prefix, nics: 1)],
        };
        var installed = set.Aggregate(prepared, (current, inf) => InstallPlan.For(current.Machine, inf, @"C:\other.inf").Aggregate(current, (next, step) => next.Run(step, inf)));
        var started = MachineHistory.Restarted(ServiceStart.Boot)(installed);
        var machine = started.Machine;
        return started with
        {
            Machine = machine with { StoredDrivers = machine.StoredDrivers.RemoveAll(stored => stored.Provider == drivers.Provider && drivers.Gone.Contains(Path.GetFileNameWithoutExtension(stored.CatalogFile))) },
        };
    }
}
