using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.Tests.Probe;

/// <summary>The life of the driver packages on one machine: installed, upgraded and removed in the order of the setup program, then in the opposite order. Each step is foretold, done, taken back and done again (of the second installation only done: it takes time).</summary>
internal sealed class Story(Dictionary<string, DriverPackage> newer, Dictionary<string, DriverPackage> older, Report report)
{
    private readonly ImmutableArray<DriverInf> known = [.. newer.Values.Concat(older.Values).Select(package => package.Inf)];
    private readonly DeviceNodes nodes = new();

    /// <summary>What the last turn has left, until something else happens.</summary>
    private Machine? seen;

    /// <param name="order">Of the installation; the removal goes the other way.</param>
    public void Tell(string[] order)
    {
        string[] reversed = [.. order.Reverse()];
        TellOnce(order, reversed, takesBack: true);
        TellOnce(reversed, order, takesBack: false);
    }

    private void TellOnce(string[] order, string[] removal, bool takesBack)
    {
        foreach (var name in order)
        {
            Live("install", older[name], takesBack, (machine, package) => InstallPlan.For(machine, package.Inf, package.InfPath));
        }

        foreach (var name in order)
        {
            Live("upgrade", newer[name], takesBack, (machine, package) => InstallPlan.For(machine, package.Inf, package.InfPath));
        }

        UsedWindows.Leave(newer.Values);
        foreach (var name in removal)
        {
            Live("remove", newer[name], takesBack: true, (machine, package) => RemovePlan.For(machine, package.Inf));
        }

        PutDevicesBack();
    }

    private void Live(string plan, DriverPackage package, bool takesBack, Func<Machine, DriverPackage, ImmutableArray<Step>> planFor)
    {
        seen = MachineScan.ForPlan(package.Inf);
        foreach (var step in planFor(seen, package))
        {
            Turn(plan, package, step, isUndo: false);
            if (takesBack)
            {
                if (step is RemoveDevice)
                {
                    PutDevicesBack(); // Windows finds it as soon as it is asked to look, which is how the removal of a device is taken back
                }

                Turn(plan, package, step, isUndo: true);
                PutDevicesBack();
                Turn(plan, package, step, isUndo: false);
            }
        }
    }

    private void PutDevicesBack()
    {
        if (nodes.PutBack())
        {
            seen = null;
        }
    }

    private void Turn(string plan, DriverPackage package, Step step, bool isUndo)
    {
        WindowsModel model = new() { Machine = seen ?? MachineScan.ForPlan(package.Inf), Packages = known, DriversRun = false, FindsDevices = false };
        var foretold = isUndo ? model.Undo(step, package.Inf) : model.Run(step, package.Inf);
        var error = Do(new PlanRunner(PackageId.Of(package.Inf), package.InfPath, Console.Error.WriteLine), step, isUndo);
        if (!isUndo && step is DeleteService { ControlSet: null } deleted)
        {
            DeletedService.WaitForEndOf(deleted.Name);
        }

        seen = MachineScan.ForPlan(package.Inf);
        report.Write(new Turn(plan, package.Inf.ToString(), step, isUndo, Comparison.Of(foretold.Machine, seen, package.Inf), error));
    }

    private static string? Do(PlanRunner runner, Step step, bool isUndo)
    {
        try
        {
            if (isUndo)
            {
                runner.Undo(step);
            }
            else
            {
                runner.Run(step);
            }

            return null;
        }
        catch (DriverException e)
        {
            return e.Message;
        }
    }
}
