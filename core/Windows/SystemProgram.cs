using System.Diagnostics;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Runs programs that come with Windows, or that it has registered. What they print is in the language of Windows and is not read: the exit code counts.</summary>
[SupportedOSPlatform("windows")]
internal static class SystemProgram
{
    /// <param name="name">Of a program in System32.</param>
    /// <returns>Its exit code; null if it did not end in time and was ended.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public static int? Run(string name, IEnumerable<string> arguments, TimeSpan limit) =>
        Run(new ProcessStartInfo(Path.Combine(Environment.SystemDirectory, name), arguments), limit);

    /// <param name="path">Of any program.</param>
    /// <param name="arguments">As they stand on a command line.</param>
    /// <returns>Its exit code; null if it did not end in time and was ended.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It could not be started.</exception>
    public static int? RunLine(string path, string arguments, TimeSpan limit) => Run(new ProcessStartInfo(path, arguments), limit);

    private static int? Run(ProcessStartInfo start, TimeSpan limit)
    {
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.WorkingDirectory = Environment.SystemDirectory;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        _ = process.StandardOutput.ReadToEndAsync(); // an unread pipe would stop it
        if (process.WaitForExit(limit))
        {
            return process.ExitCode;
        }

        process.Kill(entireProcessTree: true);
        return null;
    }
}
