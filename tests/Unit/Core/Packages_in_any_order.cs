using System.Text.RegularExpressions;
using CsCheck;
using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>
/// A policy's packages come in an order of Windows' own. With the real plans, on the model: after one more start the machine is the same in each order, and nothing is left to do. (The agent's package has no plan:
/// where it comes among the five changes nothing here; that it changes nothing on a machine is shown under Wine.)
/// </summary>
public sealed partial class Packages_in_any_order
{
    private static readonly int[] Chain = [2, 3, 1, 4, 0];

    private static readonly int[][] Orders = [.. Permutations([0, 1, 2, 3, 4])];

    [Fact]
    public void Are_120() => Assert.Equal(120, Orders.Select(order => string.Join(' ', order)).Distinct().Count());

    [Fact]
    public void Make_a_clean_VM_the_same() =>
        Assert.All(Orders, order => AssertSame(Chain, order, MachineHistory.WithAhci));

    [Fact]
    public void Make_a_VM_with_any_history_the_same() => Gen.Select(MachineHistory.Machines, Gen.OneOf(Orders)).Sample((model, order) => AssertSame(Chain, order, model.Enumerate()));

    [Fact]
    public void Never_leave_a_VM_that_does_not_start_whichever_have_come() => Gen.Select(MachineHistory.Machines, Gen.OneOf(Orders)).Sample((model, order) =>
    {
        var before = BootSafety.Of(model.Machine).Select(violation => violation.Rule).ToHashSet();
        foreach (var one in order)
        {
            model = Install(model, one);
            Assert.Subset(before, BootSafety.Of(model.Enumerate().Machine).Select(violation => violation.Rule).ToHashSet());
        }
    });

    private static void AssertSame(int[] expected, int[] order, WindowsModel model)
    {
        var (one, other) = (AfterOneStart(expected, model), AfterOneStart(order, model));

        Assert.All(MachineHistory.Ours, inf => Assert.Empty(InstallPlan.For(other.Machine, inf, @"C:\x.inf")));
        Assert.Equal(Facts(one.Machine), Facts(other.Machine));
    }

    /// <summary>At a start Windows finds new devices, and every driver starts.</summary>
    private static WindowsModel AfterOneStart(int[] order, WindowsModel model) => order.Aggregate(model, Install).Enumerate().Disturbed[0].Disturbed[1];

    private static WindowsModel Install(WindowsModel model, int which)
    {
        var inf = MachineHistory.Ours[which];
        return InstallPlan.For(model.Machine, inf, @"C:\x.inf").Aggregate(model, (current, step) => current.Run(step, inf));
    }

    /// <summary>Windows numbers stored packages as they come: here each has its catalog as its name.</summary>
    private static string[] Facts(Machine machine) =>
        [.. MachineFacts.Of(machine).Select(line => Published().Replace(line, number => Package(machine, number.Value))).Order(StringComparer.Ordinal)];

    private static string Package(Machine machine, string published) =>
        machine.StoredDrivers.FirstOrDefault(stored => stored.PublishedName == published) is { } stored ? $"{stored.CatalogFile} {stored.Provider} {stored.Version}" : published;

    private static IEnumerable<int[]> Permutations(int[] rest) =>
        rest.Length == 0 ? [[]] : rest.SelectMany(first => Permutations([.. rest.Where(other => other != first)]).Select(others => (int[])[first, .. others]));

    [GeneratedRegex(@"\boem[0-9]+\.inf\b")]
    private static partial Regex Published();
}
