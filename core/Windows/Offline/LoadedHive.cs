using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>Loads a hive file below HKEY_LOCAL_MACHINE for as long as some work takes, and unloads it whatever happens.</summary>
[SupportedOSPlatform("windows")]
internal static class LoadedHive
{
    private static string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"XgtOffline{Environment.ProcessId}");

    /// <exception cref="OfflineException">XGT1322, XGT1326, XGT1327, XGT1337.</exception>
    /// <exception cref="Win32Exception">A key can't be read.</exception>
    public static T Read<T>(string file, Func<HiveKey, T> work) => With(file, work);

    /// <summary>The work's changes are in the file when this returns.</summary>
    /// <exception cref="OfflineException">XGT1322, XGT1326, XGT1327, XGT1337.</exception>
    /// <exception cref="Win32Exception">A key can't be read, or the file not written.</exception>
    public static T Change<T>(string file, Func<HiveKey, T> work) => With(file, root =>
    {
        var result = work(root);
        root.Flush();
        if (IsWine)
        {
            // Windows writes a hive to its file; Wine forgets it when it is unloaded.
            var next = file + ".next";
            root.SaveAs(next);
            File.Move(next, file, overwrite: true);
        }

        return result;
    });

    private static bool IsWine => NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll.dll"), "wine_get_version", out _);

    private static T With<T>(string file, Func<HiveKey, T> work)
    {
        foreach (var privilege in (ReadOnlySpan<string>)["SeBackupPrivilege", "SeRestorePrivilege"])
        {
            if (Privilege.Enable(privilege) is not 0 and var error)
            {
                throw OfflineException.NoPrivilege(privilege, error);
            }
        }
        switch (HiveApi.RegLoadKey(HiveApi.LocalMachine, Name, file))
        {
            case 0:
                break;
            case HiveApi.SharingViolation:
                throw OfflineException.InUse(file);
            case HiveApi.PrivilegeNotHeld and var error:
                throw OfflineException.NoPrivilege("SeRestorePrivilege", error);
            case var error:
                throw OfflineException.Damaged(file, SystemError.Text(error));
        }

        T result;
        try
        {
            using var root = HiveKey.Root(Name);
            result = work(root);
        }
        catch
        {
            _ = HiveApi.RegUnLoadKey(HiveApi.LocalMachine, Name); // the first error is the one to hear of
            throw;
        }

        return HiveApi.RegUnLoadKey(HiveApi.LocalMachine, Name) is not 0 and var still ? throw OfflineException.StillLoaded(Name, file, still) : result;
    }
}
