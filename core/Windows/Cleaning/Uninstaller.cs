using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Runs the uninstallers of products, silently and with a time limit; waits for an installation that is going on (1618).</summary>
[SupportedOSPlatform("windows")]
internal sealed class Uninstaller(TimeSpan limit, Action<string> log)
{
    private const int AnotherInstallation = 1618;
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(10);

    /// <param name="logPath">Windows Installer's own log.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows Installer could not be started.</exception>
    public UninstallResult Run(UninstallProduct step, string logPath)
    {
        string[] arguments = ["/x", step.ProductCode.ToString("B"), "/qn", "/l*v", logPath, "IGNOREDEPENDENCIES=ALL", .. step.Restarts ? Array.Empty<string>() : ["/norestart", "REBOOT=ReallySuppress"]];
        return Run(step.Name, () => SystemProgram.Run("msiexec.exe", arguments, limit));
    }

    /// <summary>Runs the command that Burn registers: an executable in quotes and its switches.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public UninstallResult Run(UninstallBundle step, string logPath)
    {
        if (ProgramCommand.Parse(Command(step.UninstallKey)) is not { } command)
        {
            return new UninstallResult(true, false, false, "its entry in \"Apps and features\" has no command");
        }

        return Run(step.Name, () => SystemProgram.RunLine(command.Program, $"{command.Arguments} -norestart -log \"{logPath}\"", limit));
    }

    private UninstallResult Run(string name, Func<int?> uninstall)
    {
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(TimeSpan.FromSeconds(10)))
        {
            var code = uninstall();
            if (code != AnotherInstallation || watch.Elapsed > WaitLimit)
            {
                return UninstallResult.Of(code);
            }

            log($"uninstall {name}: another installation is going on; waiting for it");
        }
    }

    private static string? Command(string name)
    {
        foreach (var view in (ReadOnlySpan<string>)[@"SOFTWARE\WOW6432Node", "SOFTWARE"])
        {
            using var key = Registry.LocalMachine.TryOpen($@"{view}\Microsoft\Windows\CurrentVersion\Uninstall\{name}");
            if (key?.GetValue("QuietUninstallString") is string command)
            {
                return command;
            }
        }

        return null;
    }
}
