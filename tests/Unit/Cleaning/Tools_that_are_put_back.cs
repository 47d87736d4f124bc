using System.Text.RegularExpressions;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Tests.Core;
using XenGuestTools.Tests.Fixtures;

namespace XenGuestTools.Tests.Cleaning;

/// <summary>The undo of a clean-up on the machines of tests/OldTools.</summary>
public sealed partial class Tools_that_are_put_back
{
    public static TheoryData<string> Names => [.. OldMachine.Names];

    /// <summary>The package brings its devices, services and files along as soon as Windows finds the devices; nobody has to put those back by hand.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Are_there_again_after_an_undo_but_for_what_keeps_windows_from_its_disk(string name)
    {
        var old = OldMachine.Read(name);
        var before = OldModel.Of(old);
        var plan = before.Plan().RemoveAll(step => step is UninstallProduct);
        var cleaned = plan.Aggregate(before, (model, step) => model.Run(step));

        var undone = plan.Reverse().Aggregate(cleaned, (model, step) => model.Undo(step, before));

        var found = undone.Windows.Run(new FindDevices(), SampleInf.Bus).Machine;
        var missing = Facts(before.Windows.Machine).Except(Facts(found)).Where(fact => !IsNeverPutBack(fact, old.Drivers.Any(drivers => drivers.Gone.Length > 0))).ToArray();
        Assert.True(missing.Length == 0, string.Join('\n', missing));
        Assert.Empty(BootSafety.Of(found));
    }

    /// <summary>Why an undo leaves the filter to the driver, which sets it when it runs.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Would_keep_windows_from_starting_if_their_filter_were_there_before_their_driver(string name)
    {
        var before = OldModel.Of(OldMachine.Read(name));
        var plan = before.Plan().RemoveAll(step => step is UninstallProduct);
        var cleaned = plan.Aggregate(before, (model, step) => model.Run(step));

        var filters = plan.OfType<MachineStep>().Where(step => step.Step is RemoveClassFilter).ToArray();

        Assert.NotEmpty(filters);
        Assert.All(filters, step => Assert.NotEmpty(BootSafety.Of(cleaned.Undo(step with { Package = null }, before).Windows.Machine)));
    }

    /// <summary>With packages by what they are: the store gives them new names.</summary>
    private static SortedSet<string> Facts(Machine machine)
    {
        string? Identity(string? published) => machine.StoredDrivers.FirstOrDefault(stored => stored.PublishedName == published) is { } stored ? $"<{stored.Provider} {stored.CatalogFile} {stored.Version}>" : published;
        return MachineFacts.Of(machine with
        {
            StoredDrivers = [.. machine.StoredDrivers.Select(stored => stored with { PublishedName = Identity(stored.PublishedName)! })],
            Devices = [.. machine.Devices.Select(device => device with { Inf = Identity(device.Inf) })],
        });
    }

    /// <param name="gone">There were drivers without a package: nothing can bring their devices and their values along.</param>
    private static bool IsNeverPutBack(string fact, bool gone) => NeverPutBack().IsMatch(fact) || (gone && OfDriversWithoutPackage().IsMatch(fact));

    /// <summary>Values that keep Windows from its emulated disk, and devices that are not there any more.</summary>
    [GeneratedRegex(@"^value .*\\(StartOverride|xenfilt\\UNPLUG) |^device \S+ phantom ")]
    private static partial Regex NeverPutBack();

    [GeneratedRegex(@"^device \S+ oem\d\.inf |^value .*\\XEN\\(Force)?Unplug ")]
    private static partial Regex OfDriversWithoutPackage();
}
