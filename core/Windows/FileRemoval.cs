using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Deletes files, those in use at the next restart.</summary>
[SupportedOSPlatform("windows")]
internal static partial class FileRemoval
{
    private const uint DelayUntilReboot = 4;

    /// <param name="path">May start with <c>%SystemRoot%</c>.</param>
    /// <exception cref="DriverException">XGT1107.</exception>
    public static Outcome Delete(string path)
    {
        path = Environment.ExpandEnvironmentVariables(path);
        if (!File.Exists(path))
        {
            return Outcome.NotThere;
        }

        try
        {
            File.Delete(path);
            return File.Exists(path) ? Outcome.AtRestart : Outcome.Done; // it goes when the last program that has it open closes it
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A driver that is loaded or a program that runs: Windows lets go of it at the restart.
            if (!MoveFileEx(path, null, DelayUntilReboot))
            {
                throw DriverException.FileNotDeleted(path, Marshal.GetLastPInvokeError());
            }

            return Outcome.AtRestart;
        }
    }

    [LibraryImport("kernel32.dll", EntryPoint = "MoveFileExW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileEx(string existing, string? target, uint flags);
}
