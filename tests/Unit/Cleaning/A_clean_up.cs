using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Cleaning;

/// <summary>The promise: the tools of another installer go, all of them and nothing else, and the machine starts after every step, also of the way back.</summary>
public sealed class A_clean_up
{
    private static readonly Guid Agent = new("A9E1F0C3-5D0C-4C6E-8B11-2F5A8B2C0082");
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("XGT_MACHINES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 2000;

    private static readonly Gen<CleanModel> Models =
        Gen.Select(MachineHistory.Machines.Where(model => BootSafety.Of(model.Machine).IsEmpty && model.Disturbed.All(disturbed => BootSafety.Of(disturbed.Machine).IsEmpty)), Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 30], Gen.Int[0, 4])
            .Select((windows, hasAgent, isBroken, hasFolder, steps, which) => With(windows, hasAgent, isBroken, hasFolder, steps, which));

    [Fact]
    public void Leaves_a_machine_that_starts_after_every_step() => Models.Sample(model => { model.Clean(after: AssertStarts); }, iter: Count);

    [Fact]
    public void Leaves_a_machine_that_starts_also_with_confidence_alone() => Models.Sample(model => { model.Clean(CleanLevel.Confident, AssertStarts); }, iter: Count);

    [Fact]
    public void Leaves_nothing_of_the_vendor() => Models.Sample(
        model =>
        {
            var left = model.Clean();

            Assert.DoesNotContain(Checks.Run(left.Windows.Machine, Machines.Vendors, Machines.Options), finding => finding.Code is "XGT1002" or "XGT1003");
            Assert.DoesNotContain(left.Windows.Machine.StoredDrivers, stored => stored.Provider == MachineHistory.Foreign);
            Assert.DoesNotContain(left.Windows.Machine.Devices, device => device.Provider == MachineHistory.Foreign);
            Assert.All(left.Other.Folders, folder => Assert.Equal(["notes.txt"], folder.Files));
            Assert.Empty(left.Other.Tasks);
            AssertNoOrphans(left.Windows.Machine);
        },
        iter: Count);

    [Fact]
    public void Has_nothing_to_do_afterwards() => Models.Sample(model => Assert.Empty(model.Clean().Plan()), iter: Count);

    [Fact]
    public void Has_nothing_to_do_where_there_is_nothing_of_a_vendor() => Assert.Empty(new CleanModel(MachineHistory.WithAhci, Nothing(MachineHistory.WithAhci)).Plan());

    /// <summary>What is left of our own where its uninstallers have failed; the service that goes on with a clean-up lies elsewhere.</summary>
    [Fact]
    public void Takes_what_is_left_of_our_own_along_only_if_that_is_asked_for()
    {
        var windows = MachineHistory.WithAhci with
        {
            Machine = MachineHistory.WithAhci.Machine with
            {
                SoftwareKeys = [@"SOFTWARE\Xen Guest Tools"],
                Services = [
                    .. MachineHistory.WithAhci.Machine.Services,
                    new Service("XenGuestAgent", ServiceStart.Auto, @"""C:\Program Files\Xen Guest Tools\Agent\xenagent.exe""", "Xen Guest Agent"),
                    new Service("XenGuestToolsClean", ServiceStart.Auto, @"""C:\ProgramData\Xen Guest Tools\Clean\guesttools-1.exe"" clean service", "Xen Guest Tools")],
            },
        };
        CleanModel model = new(windows, Nothing(windows) with { Folders = [new FoundFolder(@"%ProgramFiles%\Xen Guest Tools", [@"Agent\xenagent.exe", "notes.txt"])] });

        Assert.Empty(model.Plan());
        Assert.Equal(
            ["Delete the service XenGuestAgent.", @"Delete the file Agent\xenagent.exe of %ProgramFiles%\Xen Guest Tools.", @"Delete the registry key HKLM\SOFTWARE\Xen Guest Tools."],
            model.Plan(ours: true).Select(CleanStepWords.What));
        Assert.Empty(model.Plan(CleanLevel.Confident, ours: true));
    }

    /// <summary>One vendor's file under another one's service: neither of them owns it.</summary>
    [Fact]
    public void Leaves_no_driver_that_two_vendors_have_put_their_names_on()
    {
        const string file = @"%SystemRoot%\System32\drivers\xenbus.sys";
        var machine = MachineHistory.WithAhci.Machine;
        var windows = MachineHistory.WithAhci with { Machine = machine with { Services = machine.Services.Add(new Service("xenbus", ServiceStart.Boot, file, "XCP-ng Bus")), DriverFiles = machine.DriverFiles.Add(file) } };

        var left = new CleanModel(windows, Nothing(windows) with { Files = [new FoundFile(file, "Citrix Systems, Inc.")] }).Clean().Windows.Machine;

        Assert.DoesNotContain(left.Services, service => service.Name == "xenbus");
        Assert.DoesNotContain(file, left.DriverFiles);
    }

    [Fact]
    public void Touches_nothing_of_others() => Models.Sample(
        model =>
        {
            var left = model.Clean();

            Assert.Empty(Others(model).Except(Others(left)));
        },
        iter: Count);

    [Fact]
    public void Leaves_a_machine_that_starts_also_while_it_is_undone() => Gen.Select(Models, Gen.Int[0, 80]).Sample(
        (model, count) =>
        {
            var plan = model.Plan().Where(step => step is not (UninstallProduct or ForgetProduct)).Take(count).ToImmutableArray();
            var undone = plan.Aggregate(model, (current, step) => current.Run(step));
            foreach (var step in plan.Reverse())
            {
                undone = undone.Undo(step, model);
                AssertStarts(undone, step);
            }
        },
        iter: Count);

    private static CleanModel With(WindowsModel windows, bool hasAgent, bool isBroken, bool hasFolder, int steps, int which)
    {
        var machine = windows.Machine;
        var theirs = SampleInf.Set(MachineHistory.Foreign, "XN", "9.2.350.0", force: true)[which];
        var planted = windows with
        {
            Machine = machine with
            {
                Products = hasAgent ? [new InstalledProduct("XCP-ng Windows Management Agent", "XCP-ng", "8.2.2.200", Agent, new Guid("48E5492C-6843-452E-97A2-A5FE2D24B141"), null)] : [],
                SoftwareKeys = hasFolder ? [@"SOFTWARE\XCP-ng", @"SOFTWARE\Citrix"] : [],
                Services = hasAgent ? machine.Services.Add(new Service("XenSvc", ServiceStart.Auto, @"C:\Program Files\XCP-ng\XenTools\XenGuestAgent.exe", "XCP-ng Windows Management Agent")) : machine.Services,
            },
        };
        return new CleanModel(planted, Nothing(planted) with
        {
            Folders = hasFolder ? [new FoundFolder(@"%ProgramFiles%\XCP-ng\XenTools", ["XenGuestAgent.exe", @"de\Strings.dll", "notes.txt"])] : [],
            Tasks = hasFolder ? ["Copy-XenVifSettings"] : [],
        })
        {
            Broken = isBroken ? [Agent] : [],
            Uninstaller = current => RemovePlan.For(current.Machine, theirs).Take(steps).Aggregate(current, (next, step) => next.Run(step, theirs)),
        };
    }

    private static OldTools Nothing(WindowsModel windows) => new() { Machine = windows.Machine };

    private static SortedSet<string> Others(CleanModel model)
    {
        var machine = model.Windows.Machine;
        string[] driverServices = [.. Machines.Vendors.DriverServices];
        var claimed = machine.StoredDrivers.Any(stored => stored.Provider == SampleInf.Provider);
        return [
            .. machine.Devices.Where(device => !device.InstanceId.StartsWith("XEN", StringComparison.Ordinal) && !device.InstanceId.Contains("VEN_5853", StringComparison.Ordinal)).Select(device => $"device {device.InstanceId} {device.Inf} {device.Service}"),
            .. machine.Devices.Where(device => device.Present && device.Provider == SampleInf.Provider).Select(device => $"device {device.InstanceId} {device.Inf} {device.Service}"),
            .. machine.StoredDrivers.Where(stored => stored.Provider != MachineHistory.Foreign).Select(stored => $"package {stored}"),
            .. machine.Services.Where(service => !driverServices.Contains(service.Name) && service.Name != "XenSvc").Select(service => $"service {service.Name} {service.ImagePath}"),
            .. machine.Services.Where(service => machine.Devices.Any(device => device.Present && device.Provider == SampleInf.Provider && device.Service == service.Name)).Select(service => $"service {service.Name} {service.ImagePath}"),
            .. machine.ClassFilters.SelectMany(filter => filter.Services.Where(service => service != "XENFILT").Select(service => $"filter {filter.Class} {filter.Upper} {service}")),
            .. machine.SoftwareKeys.Where(key => key == @"SOFTWARE\Citrix"),
            .. model.Other.Folders.SelectMany(folder => folder.Files.Where(file => file == "notes.txt")),
            .. claimed ? ["somebody else's drivers"] : Array.Empty<string>()];
    }

    /// <summary>Where nobody else has Xen drivers, nothing of any is left.</summary>
    private static void AssertNoOrphans(Machine machine)
    {
        if (machine.StoredDrivers.IsEmpty && !machine.Devices.Any(device => device.Provider == SampleInf.Provider))
        {
            Assert.DoesNotContain(machine.Services, service => Machines.Vendors.DriverServices.Contains(service.Name));
            Assert.DoesNotContain(machine.ClassFilters, filter => filter.Services.Contains("XENFILT"));
            Assert.DoesNotContain(machine.DriverFiles, file => file.Contains(@"\drivers\xen", StringComparison.Ordinal));
            Assert.DoesNotContain(machine.RegistryValues, value => value.Key.Contains(@"\XEN\", StringComparison.Ordinal));
        }
    }

    private static void AssertStarts(CleanModel model, CleanStep step)
    {
        foreach (var windows in model.Windows.Disturbed.Prepend(model.Windows))
        {
            var violations = BootSafety.Of(windows.Machine);
            Assert.True(violations.IsEmpty, $"after {step}: {string.Join(", ", violations)}\n{string.Join('\n', MachineFacts.Of(windows.Machine))}");
        }
    }
}
