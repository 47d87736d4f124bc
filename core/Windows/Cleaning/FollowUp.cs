using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Starts the command that a clean-up was asked to go on with, such as the setup program that waits for it.</summary>
[SupportedOSPlatform("windows")]
internal static class FollowUp
{
    /// <param name="command">A program in quotes and its arguments.</param>
    /// <returns>What became of it.</returns>
    public static string Run(string command)
    {
        if (!command.StartsWith('"') || command.IndexOf('"', 1) is not (> 1 and var end))
        {
            return "the program is not in quotes";
        }

        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[1..end], command[(end + 1)..]) { UseShellExecute = false, WorkingDirectory = Environment.SystemDirectory });
            return "started";
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
