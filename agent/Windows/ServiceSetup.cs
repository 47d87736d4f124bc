using System.Runtime.InteropServices;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.Agent.Windows;

/// <summary>
/// How Windows runs the service, as far as MSI's tables can't say it (docs/decisions.md): after the services that a start waits for, with an identity of its own, and with no privilege that it does not need.
/// It counts from the service's next start on. ChangeServiceConfig2 of Microsoft's documentation.
/// </summary>
internal static partial class ServiceSetup
{
    private const uint ChangeConfig = 2;
    private const uint DelayedAutoStart = 3; // SERVICE_CONFIG_DELAYED_AUTO_START_INFO
    private const uint SidInfo = 5; // SERVICE_CONFIG_SERVICE_SID_INFO
    private const uint RequiredPrivileges = 6; // SERVICE_CONFIG_REQUIRED_PRIVILEGES_INFO
    private const uint Unrestricted = 1; // SERVICE_SID_TYPE_UNRESTRICTED: NT SERVICE\XenGuestAgent is in its token; restricted, it could not open most of Windows

    /// <returns>What Windows refused; empty if nothing.</returns>
    public static unsafe IReadOnlyList<string> Apply(string name)
    {
        using var manager = ServiceManager.Open();
        using var service = ServiceManager.OpenService(manager, name, ChangeConfig);
        if (service.IsInvalid)
        {
            return [GuestError.Last($"the service {name}").Message];
        }

        List<string> refused = [];
        void Set(uint level, void* value, string what)
        {
            if (!ChangeServiceConfig2(service, level, value))
            {
                refused.Add(GuestError.Last(what).Message);
            }
        }

        int delayed = 1;
        Set(DelayedAutoStart, &delayed, "delayed start");
        uint sid = Unrestricted;
        Set(SidInfo, &sid, "service SID");
        fixed (char* list = string.Join('\0', ServicePrivileges.All) + "\0\0")
        {
            Set(RequiredPrivileges, &list, "required privileges");
        }

        return refused;
    }

    [LibraryImport("advapi32.dll", EntryPoint = "ChangeServiceConfig2W", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool ChangeServiceConfig2(ServiceManager.ServiceHandle service, uint level, void* info);
}
