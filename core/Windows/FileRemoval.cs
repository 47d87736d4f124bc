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
            if (!MoveFileEx(OutOfTheWay(path), null, DelayUntilReboot))
            {
                throw DriverException.FileNotDeleted(path, Marshal.GetLastPInvokeError());
            }

            return Outcome.AtRestart;
        }
    }

    /// <summary>
    /// A file that is in use can have another name, but for one that a program has opened for itself alone. Windows deletes what has this name at the restart, whatever it is then: under its own name,
    /// a driver that was installed again before would lose its file, and the boot disk with it.
    /// </summary>
    private static string OutOfTheWay(string path)
    {
        var name = $"{path}.{Environment.TickCount64}";
        return MoveFileEx(path, name, 0) ? name : path;
    }

    [LibraryImport("kernel32.dll", EntryPoint = "MoveFileExW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileEx(string existing, string? target, uint flags);
}
