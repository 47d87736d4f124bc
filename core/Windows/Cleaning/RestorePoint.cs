using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>A restore point, where Windows offers them: not on servers, and not where an administrator has switched them off.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe class RestorePoint
{
    private const int BeginSystemChange = 100;
    private const int DeviceDriverInstall = 10;
    private const int NameLength = 256;

    /// <returns>False where there are none, or Windows refused; it allows one a day.</returns>
    public static bool Create(string name)
    {
        // Not imported: srclient.dll is missing on servers.
        if (!NativeLibrary.TryLoad(Path.Combine(Environment.SystemDirectory, "srclient.dll"), out var library))
        {
            return false;
        }

        try
        {
            if (!NativeLibrary.TryGetExport(library, "SRSetRestorePointW", out var set))
            {
                return false;
            }

            RestorePointInfo info = new() { Event = BeginSystemChange, Type = DeviceDriverInstall };
            for (var i = 0; i < Math.Min(name.Length, NameLength - 1); i++)
            {
                info.Description[i] = name[i];
            }

            StateManagerStatus status = default;
            return ((delegate* unmanaged<RestorePointInfo*, StateManagerStatus*, int>)set)(&info, &status) != 0;
        }
        finally
        {
            NativeLibrary.Free(library);
        }
    }

    /// <summary>RESTOREPOINTINFOW (srrestoreptapi.h): packed.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct RestorePointInfo
    {
        public int Event;
        public int Type;
        public long Sequence;
        public fixed char Description[NameLength];
    }

    /// <summary>STATEMGRSTATUS (srrestoreptapi.h): packed.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct StateManagerStatus
    {
        public int Status;
        public long Sequence;
    }
}
