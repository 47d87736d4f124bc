using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Starts the command that a clean-up was asked to go on with, such as the setup program that waits for it.</summary>
[SupportedOSPlatform("windows")]
internal static class FollowUp
{
    /// <returns>What became of it.</returns>
    public static string Run(ProgramCommand command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command.Program, command.Arguments) { UseShellExecute = false, WorkingDirectory = Environment.SystemDirectory });
            return "started";
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
