using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Runs the uninstallers of products, silently and with a time limit.</summary>
[SupportedOSPlatform("windows")]
internal static class Uninstaller
{
    private const int AnotherInstallation = 1618;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(10);

    /// <summary>Waits for an installation that is going on.</summary>
    /// <param name="logPath">Windows Installer's own log.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows Installer could not be started.</exception>
    public static UninstallResult Run(UninstallProduct step, string logPath, Action<string> log)
    {
        string[] arguments = ["/x", step.ProductCode.ToString("B"), "/qn", "/l*v", logPath, "IGNOREDEPENDENCIES=ALL", .. step.Restarts ? Array.Empty<string>() : ["/norestart", "REBOOT=ReallySuppress"]];
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(TimeSpan.FromSeconds(10)))
        {
            var code = SystemProgram.Run("msiexec.exe", arguments, Limit);
            if (code != AnotherInstallation || watch.Elapsed > WaitLimit)
            {
                return UninstallResult.Of(code);
            }

            log($"uninstall {step.Name}: another installation is going on; waiting for it");
        }
    }

    /// <summary>Runs the command that Burn registers: an executable in quotes and its switches.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public static UninstallResult Run(UninstallBundle step, string logPath)
    {
        if (ProgramCommand.Parse(Command(step.UninstallKey)) is not { } command)
        {
            return new UninstallResult(true, false, false, "its entry in \"Apps and features\" has no command");
        }

        return UninstallResult.Of(SystemProgram.RunLine(command.Program, $"{command.Arguments} -norestart -log \"{logPath}\"", Limit));
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
