using System.ComponentModel;
using System.Globalization;
using System.Runtime.Versioning;
using System.Security;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Carries out steps of a clean-up, each after its backup knows of it, and takes them back. Every step is one line in the log.</summary>
[SupportedOSPlatform("windows")]
internal sealed class CleanRunner(CleanBackup backup, Action<string> log)
{
    private static readonly TimeSpan TaskLimit = TimeSpan.FromMinutes(1);

    /// <summary>How long an uninstaller may take; an undo runs none.</summary>
    public TimeSpan UninstallerLimit { get; init; }

    /// <summary>Windows has to be restarted before what was removed is gone.</summary>
    public bool RestartNeeded { get; private set; }

    /// <summary>An uninstaller restarts Windows right now.</summary>
    public bool RestartBegun { get; private set; }

    /// <returns>Why it failed; null if it did not.</returns>
    public string? Run(CleanStep step)
    {
        backup.Begin(step);
        try
        {
            return Do(step);
        }
        catch (Exception e) when (e is DriverException or InfException or IOException or UnauthorizedAccessException or SecurityException or Win32Exception)
        {
            log($"failed: {e.Message}");
            return e.Message;
        }
    }

    /// <returns>Why it could not be taken back; null if it was.</returns>
    public string? Undo(CleanStep step)
    {
        try
        {
            if (step is MachineStep { Package: { } package, Step: var driverStep })
            {
                if (backup.Find(BackupEntry.Driver(package)) is not { } file)
                {
                    return $"{CleanStepWords.What(step)} The backup has no driver package {package}";
                }

                var inf = backup.PathOf(file);
                return DriverPackage.MissingFiles(DriverPackage.Open(inf).Inf, name => File.Exists(Path.Combine(Path.GetDirectoryName(inf)!, name))) is { Length: > 0 } missing
                    ? $"{CleanStepWords.What(step)} The driver package was incomplete before: {string.Join(", ", missing)} not found"
                    : Undone(Driver(inf), driverStep);
            }

            return new BackupRestoring(backup).Restore(step) ?? (step is UninstallProduct { ProductCode: var code } && InstallerKeys.IsKnown(code) ? null : CleanStepWords.Lost(step));
        }
        catch (Exception e) when (e is DriverException or InfException or IOException or UnauthorizedAccessException or SecurityException or Win32Exception)
        {
            return e.Message;
        }
    }

    /// <summary>Has Windows find the devices again for which the undo has put drivers back.</summary>
    public void FindDevices()
    {
        var runner = Driver("");
        runner.Run(new FindDevices());
        runner.Run(new Settle());
        RestartNeeded |= runner.RestartNeeded;
    }

    private string? Undone(PlanRunner runner, Step step)
    {
        runner.Undo(step);
        RestartNeeded |= runner.RestartNeeded;
        return null;
    }

    private string? Do(CleanStep step)
    {
        switch (step)
        {
            case MachineStep s:
                var runner = Driver("");
                runner.Run(s.Step);
                RestartNeeded |= runner.RestartNeeded;
                return null;
            case UninstallProduct s:
                return Uninstalled(s.Name, new Uninstaller(UninstallerLimit, log).Run(s, Path.Combine(backup.Folder, $"uninstall {s.ProductCode:D}.log")));
            case UninstallBundle s:
                return Uninstalled(s.Name, new Uninstaller(UninstallerLimit, log).Run(s, Path.Combine(backup.Folder, "uninstall setup.log")));
            case ForgetProduct s:
                return Logged(step, InstallerKeys.Delete(s.ProductCode));
            case DeleteKey s:
                return Logged(step, RegistryTree.Delete(s.Key));
            case DeleteFiles s:
                return Logged(step, FolderRemoval.Delete(s.Folder, s.Files));
            case DeleteTask s:
                var code = SystemProgram.Run("schtasks.exe", ["/delete", "/tn", s.Name, "/f"], TaskLimit);
                log(string.Create(CultureInfo.InvariantCulture, $"{CleanStepWords.What(step)} schtasks ended with {code}"));
                return code == 0 ? null : $"The scheduled task {s.Name} could not be deleted. Delete it in Task Scheduler.";
            default:
                throw new ArgumentException($"The step {step} is of no kind that can be run.", nameof(step));
        }
    }

    private string? Uninstalled(string name, UninstallResult result)
    {
        RestartNeeded |= result.RestartNeeded;
        RestartBegun |= result.RestartBegun;
        log($"uninstall {name}: {result.Text}");
        return result.Failed ? $"The uninstaller of {name} failed: {result.Text}." : null;
    }

    private string? Logged(CleanStep step, Outcome outcome)
    {
        RestartNeeded |= outcome == Outcome.AtRestart;
        log($"{CleanStepWords.What(step)} {outcome switch { Outcome.NotThere => "Not there.", Outcome.AtRestart => "In use: the rest goes at the next restart.", _ => "Done." }}");
        return null;
    }

    private PlanRunner Driver(string inf) => new(new PackageId("", "", new Version(0, 0)), inf, log);
}
