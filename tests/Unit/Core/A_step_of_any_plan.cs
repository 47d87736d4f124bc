using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>The promise: no step, no crash between two steps and no rollback leaves a machine that does not start.</summary>
public sealed class A_step_of_any_plan
{
    /// <summary>2,000; the variable XGT_MACHINES has it be more, such as 50,000 at night.</summary>
    private static readonly int Machines = int.TryParse(Environment.GetEnvironmentVariable("XGT_MACHINES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 2000;

    private static readonly Gen<(WindowsModel Model, DriverInf Inf, bool Removal)> Cases =
        Gen.Select(MachineHistory.Machines, Gen.OneOf(MachineHistory.Ours), Gen.Bool).Where((model, _, _) => BootSafety.Of(model.Machine).IsEmpty && model.Disturbed.All(disturbed => BootSafety.Of(disturbed.Machine).IsEmpty));

    [Fact]
    public void Leaves_a_machine_that_starts() => Cases.Sample(
        (model, inf, removal) =>
        {
            foreach (var step in Plan(model, inf, removal))
            {
                model = model.Run(step, inf);
                AssertStarts(model, step);
                Assert.All(model.Disturbed, disturbed => AssertStarts(disturbed, step));
            }
        },
        iter: Machines);

    [Fact]
    public void Leaves_a_machine_that_starts_also_when_the_drivers_interfered_before_some_step() => Gen.Select(Cases, Gen.Int[0, 20], Gen.Int[0, 1]).Sample(
        (data, moment, how) =>
        {
            var (model, inf, removal) = data;
            var steps = Plan(model, inf, removal);
            for (var i = 0; i < steps.Length; i++)
            {
                model = (i == moment ? model.Disturbed[how] : model).Run(steps[i], inf);
                AssertStarts(model, steps[i]);
            }
        },
        iter: Machines);

    [Fact]
    public void Leaves_a_machine_that_starts_also_while_it_is_taken_back() => Gen.Select(Cases, Gen.Int[0, 40]).Sample(
        (data, done) =>
        {
            var (model, inf, removal) = data;
            var steps = Plan(model, inf, removal).Take(done).ToList();
            model = steps.Aggregate(model, (current, step) => current.Run(step, inf));
            foreach (var step in Enumerable.Reverse(steps))
            {
                model = model.Undo(step, inf);
                AssertStarts(model, step);
                Assert.All(model.Disturbed, disturbed => AssertStarts(disturbed, step));
            }
        },
        iter: Machines);

    private static ImmutableArray<Step> Plan(WindowsModel model, DriverInf inf, bool removal) =>
        removal ? RemovePlan.For(model.Machine, inf) : InstallPlan.For(model.Machine, inf, @"C:\installer.inf");

    private static void AssertStarts(WindowsModel model, Step step)
    {
        var violations = BootSafety.Of(model.Machine);
        Assert.True(violations.IsEmpty, $"after {step}: {string.Join(", ", violations)}\n{string.Join('\n', MachineFacts.Of(model.Machine))}");
    }
}
