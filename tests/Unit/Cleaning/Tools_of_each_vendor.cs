using System.Globalization;
using System.Text;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Tests.Core;
using XenGuestTools.Tests.Fixtures;

namespace XenGuestTools.Tests.Cleaning;

/// <summary>The machines of tests/OldTools: each vendor's tools as they are found in the field, whole and half removed. Their plans are written down beside them, for people to read.</summary>
public sealed class Tools_of_each_vendor
{
    public static TheoryData<string> Names => [.. OldMachine.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_found_by_the_checks(string name)
    {
        var machine = OldModel.Of(OldMachine.Read(name)).Windows.Machine;

        var codes = Checks.Run(machine, Machines.Vendors, Machines.Options).Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Code);

        Assert.Equal(OldMachine.Read(name).Codes, codes);
    }

    /// <summary>The variable XGT_WRITE_DOCS=1 writes the plans anew: look at what has changed.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Are_removed_by_the_plan_that_is_written_down(string name)
    {
        var plan = Written(OldModel.Of(OldMachine.Read(name)));
        if (Environment.GetEnvironmentVariable("XGT_WRITE_DOCS") == "1")
        {
            File.WriteAllText(OldMachine.PlanFile(name), plan);
        }

        Assert.Equal(File.ReadAllText(OldMachine.PlanFile(name)), plan);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Are_gone_afterwards(string name)
    {
        var old = OldMachine.Read(name);
        var model = OldModel.Of(old);

        var left = model.Clean(after: AssertStarts);

        var machine = left.Windows.Machine;
        Assert.DoesNotContain(Checks.Run(machine, Machines.Vendors, Machines.Options), finding => finding.Code is "XGT1002" or "XGT1003");
        Assert.Empty(machine.Products);
        Assert.Empty(machine.StoredDrivers);
        Assert.DoesNotContain(machine.Services, service => Machines.Vendors.DriverServices.Contains(service.Name) || old.Services.Any(own => own.Name == service.Name));
        Assert.DoesNotContain(machine.ClassFilters, filter => filter.Services.Contains("XENFILT", StringComparer.OrdinalIgnoreCase));
        Assert.DoesNotContain(machine.RegistryValues, value => value.Key.Contains(@"\XEN\", StringComparison.OrdinalIgnoreCase) || value.Key.Contains(@"\xenfilt", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(machine.DriverFiles, file => file.Contains("xen", StringComparison.Ordinal) && file != OldModel.AmazonFile.Path);
        Assert.Empty(left.Other.Tasks);
        Assert.Empty(CleanPlan.Left(left.Scan(), CleanModel.Request(CleanLevel.Thorough)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Take_nothing_of_others_along(string name)
    {
        var old = OldMachine.Read(name);

        var left = OldModel.Of(old).Clean();

        var machine = left.Windows.Machine;
        Assert.Contains(OldModel.HealthCheck, machine.Services);
        Assert.Contains(OldModel.AmazonFile.Path, machine.DriverFiles);
        Assert.Equal(OldModel.OtherKeys, machine.SoftwareKeys);
        Assert.Equal([OldModel.OtherRun], left.Other.Values);
        Assert.Equal(old.Folders.Count, left.Other.Folders.Length);
        Assert.All(left.Other.Folders, folder => Assert.Equal([OldModel.UserFile], folder.Files));
    }

    /// <summary>Xen Project's and Amazon's drivers have the same names of files and services.</summary>
    [Theory]
    [InlineData("Xen Project", "XP")]
    [InlineData("Amazon Inc.", "XA")]
    public void Are_not_the_drivers_of_somebody_else(string provider, string prefix)
    {
        OldDrivers theirs = new(provider, prefix, "8.4.3.0", ["xenbus", "xenvbd", "xenvif", "xennet", "xeniface"], Force: false, Gone: [], Bus: "0001");
        OldMachine machine = new("", [], VendorDevice: false, [theirs], [], [], [], [], [], [], [], []);

        Assert.Empty(OldModel.Of(machine).Plan());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lose_their_drivers_children_before_the_bus(string name)
    {
        var machine = OldModel.Of(OldMachine.Read(name)).Windows.Machine;
        var plan = OldModel.Of(OldMachine.Read(name)).Plan();

        var drivers = plan.OfType<MachineStep>().Select(step => step.Step).OfType<UnstoreDriver>().Select(step => machine.StoredDrivers.Single(stored => stored.PublishedName == step.PublishedName));

        foreach (var vendor in machine.StoredDrivers.Select(stored => stored.Provider).Distinct())
        {
            Assert.Equal(["xennet.cat", "xenvif.cat", "xenvbd.cat", "xeniface.cat", "xenbus.cat"], drivers.Where(stored => stored.Provider == vendor).Select(stored => stored.CatalogFile));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lose_first_of_all_what_keeps_windows_from_its_emulated_disk(string name)
    {
        var plan = OldModel.Of(OldMachine.Read(name)).Plan();

        var dangers = plan.OfType<MachineStep>().Select(step => step.Step).OfType<DeleteRegistryValue>().Count(step => step.Key.EndsWith("StartOverride", StringComparison.Ordinal) || step.Key.EndsWith("ForceUnplug", StringComparison.Ordinal));

        var first = plan.TakeWhile(step => step is MachineStep { Step: StartAtBoot or DeleteRegistryValue }).ToArray();
        Assert.True(dangers > 0);
        Assert.Equal(dangers, first.Count(step => step is MachineStep { Step: DeleteRegistryValue value } && (value.Key.EndsWith("StartOverride", StringComparison.Ordinal) || value.Key.EndsWith("ForceUnplug", StringComparison.Ordinal))));
    }

    [Fact]
    public void Of_the_6_6_family_are_uninstalled_in_the_order_that_works()
    {
        var uninstallers = OldModel.Of(OldMachine.Read("citrix-6.6")).Plan().OfType<UninstallProduct>().ToArray();

        Assert.Equal(
            ["Citrix XenServer Tools Installer", "Citrix XenServer Windows Guest Agent", "Citrix XenServer VSS Provider", "Citrix Xen Windows x64 PV Drivers"],
            uninstallers.Select(step => step.Name));
        Assert.Equal([true, false, false, false], uninstallers.Select(step => step.Restarts));
    }

    [Fact]
    public void Whose_uninstaller_fails_are_left_with_confidence_and_said_to_be()
    {
        var old = OldMachine.Read("xcp-ng-9.2");
        var model = OldModel.Of(old) with { Broken = [old.Products[0].Code] };

        var left = model.Clean(CleanLevel.Confident);

        Assert.Empty(left.Plan(CleanLevel.Confident));
        Assert.Contains(CleanPlan.Left(left.Scan(), CleanModel.Request(CleanLevel.Confident)), step => step is UninstallProduct);
        Assert.Empty(model.Clean().Windows.Machine.Products);
    }

    [Fact]
    public void Stay_installed_in_safe_mode_and_are_said_to_be()
    {
        var model = OldModel.Of(OldMachine.Read("citrix-7"));
        var machine = model.Windows.Machine;
        var safe = model with { Windows = model.Windows with { Machine = machine with { Windows = machine.Windows with { SafeMode = true } } } };

        var left = safe.Clean();

        Assert.Empty(left.Plan());
        Assert.IsType<UninstallProduct>(Assert.Single(CleanPlan.Left(left.Scan(), CleanModel.Request(CleanLevel.Thorough))));
    }

    private static string Written(CleanModel model)
    {
        StringBuilder text = new();
        foreach (var level in (CleanLevel[])[CleanLevel.Confident, CleanLevel.Thorough])
        {
            text.Append(CultureInfo.InvariantCulture, $"{level}:\n");
            foreach (var step in model.Plan(level))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {CleanStepWords.What(step)}\n");
            }
        }

        return text.ToString();
    }

    private static void AssertStarts(CleanModel model, CleanStep step)
    {
        foreach (var windows in model.Windows.Disturbed.Prepend(model.Windows))
        {
            var violations = BootSafety.Of(windows.Machine);
            Assert.True(violations.IsEmpty, $"after {step}: {string.Join(", ", violations)}");
        }
    }
}
