using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Status;
using XenGuestTools.Core.Windows.Network;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads what <see cref="GuestHardware"/> judges. Changes nothing.</summary>
[SupportedOSPlatform("windows")]
internal static partial class HardwareScan
{
    private const string Connections = @"SYSTEM\CurrentControlSet\Control\Network\{4D36E972-E325-11CE-BFC1-08002BE10318}";
    private const int LongestId = 201; // MAX_DEVICE_ID_LEN and its NUL

    /// <summary>Null if the device is not there, or Windows does not say (Wine has no device tree).</summary>
    public static string? Parent(string instanceId)
    {
        Span<char> id = stackalloc char[LongestId];
        return SetupApi.CmLocateDevNode(out var node, instanceId, 0) == 0 && GetParent(out var parent, node, 0) == 0 && GetDeviceId(parent, id, LongestId, 0) == 0
            ? id[..id.IndexOf('\0')].ToString()
            : null;
    }

    /// <summary>Empty if Windows does not list its adapters: the rest of a status is worth having.</summary>
    public static List<Connection> ReadConnections()
    {
        try
        {
            return [.. IpHelper.Interfaces().Select(i => new Connection(i.Name, i.Mac, DeviceOf(i.Guid)))];
        }
        catch (NetworkException)
        {
            // Its message asks to note down the settings, which has no place here.
            return [];
        }
    }

    /// <summary>Windows keeps the instance ID beside the connection's name.</summary>
    private static string? DeviceOf(Guid adapter)
    {
        using var key = Registry.LocalMachine.TryOpen($@"{Connections}\{adapter:B}\Connection");
        return key?.GetValue("PnpInstanceID") as string;
    }

    [LibraryImport("cfgmgr32.dll", EntryPoint = "CM_Get_Parent")]
    private static partial uint GetParent(out uint parent, uint node, uint flags);

    [LibraryImport("cfgmgr32.dll", EntryPoint = "CM_Get_Device_IDW")]
    private static partial uint GetDeviceId(uint node, Span<char> id, uint size, uint flags);
}
