using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Removes device nodes and lets Windows look for devices.</summary>
[SupportedOSPlatform("windows")]
internal static class DeviceTree
{
    /// <summary>ERROR_NO_SUCH_DEVINST.</summary>
    private const int NoSuchDevice = unchecked((int)0xE000020B);

    /// <summary>Removes a node, present or phantom, as the Device Manager does. DiUninstallDevice would be the modern way; under Wine it ends the process.</summary>
    /// <exception cref="DriverException">XGT1104.</exception>
    public static Outcome Remove(string instanceId)
    {
        using var set = SetupApi.SetupDiCreateDeviceInfoList(0, 0);
        var data = DeviceInfoData.Empty;
        if (!SetupApi.SetupDiOpenDeviceInfo(set, instanceId, 0, 0, ref data))
        {
            var error = Marshal.GetLastPInvokeError();
            return error == NoSuchDevice ? Outcome.NotThere : throw DriverException.DeviceNotRemoved(instanceId, error);
        }

        var driverKey = DeviceList.Strings(set, data, SetupApi.SpdrpDriver).FirstOrDefault();
        if (!SetupApi.SetupDiCallClassInstaller(SetupApi.DifRemove, set, ref data))
        {
            throw DriverException.DeviceNotRemoved(instanceId, Marshal.GetLastPInvokeError());
        }

        if (driverKey is not null && !Exists(instanceId))
        {
            // Windows deletes it with the node. Wine leaves one that has sub-keys, and the next device would get its settings.
            Registry.LocalMachine.DeleteSubKeyTree($@"{DeviceList.ClassKey}\{driverKey}", throwOnMissingSubKey: false);
        }

        var parameters = DeviceInstallParams.Empty;
        return SetupApi.SetupDiGetDeviceInstallParams(set, ref data, ref parameters) && (parameters.Flags & (SetupApi.DiNeedReboot | SetupApi.DiNeedRestart)) != 0 ? Outcome.AtRestart : Outcome.Done;
    }

    private static bool Exists(string instanceId)
    {
        using var set = SetupApi.SetupDiCreateDeviceInfoList(0, 0);
        var data = DeviceInfoData.Empty;
        return SetupApi.SetupDiOpenDeviceInfo(set, instanceId, 0, 0, ref data);
    }

    /// <summary>"Scan for hardware changes": a removed device that is still there comes back without a driver, so that a next installation finds it.</summary>
    /// <returns>A CONFIGRET: 0 is success. Wine has no device tree and returns CR_FAILURE, 19.</returns>
    public static uint Rescan()
    {
        var result = SetupApi.CmLocateDevNode(out var root, null, 0);
        return result == 0 ? SetupApi.CmReenumerateDevNode(root, SetupApi.CmReenumerateSynchronous) : result;
    }
}
