using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace XenGuestTools.Core.Windows;

/// <summary>The functions of SetupAPI, newdev and cfgmgr32 that are real on Windows and under Wine. DiInstallDriver is a stub there; DiInstallDevice and DiUninstallDevice end the process: never add them.</summary>
[SupportedOSPlatform("windows")]
internal static partial class SetupApi
{
    public const uint DigcfPresent = 2;
    public const uint DigcfAllClasses = 4;

    public const uint SpdrpDeviceDesc = 0;
    public const uint SpdrpHardwareId = 1;
    public const uint SpdrpCompatibleIds = 2;
    public const uint SpdrpService = 4;
    public const uint SpdrpDriver = 9;

    public const uint DifRemove = 5;
    public const uint DiNeedRestart = 0x80;
    public const uint DiNeedReboot = 0x100;

    public const uint SpostPath = 1;
    public const uint SuoiForceDelete = 1;
    public const uint InstallFlagForce = 1;
    public const uint InstallFlagNonInteractive = 4;
    public const uint CmReenumerateSynchronous = 1;

    [LibraryImport("setupapi.dll", EntryPoint = "SetupDiGetClassDevsW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial DeviceSet SetupDiGetClassDevs(nint classGuid, string? enumerator, nint window, uint flags);

    [LibraryImport("setupapi.dll", SetLastError = true)]
    public static partial DeviceSet SetupDiCreateDeviceInfoList(nint classGuid, nint window);

    [LibraryImport("setupapi.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiDestroyDeviceInfoList(nint set);

    [LibraryImport("setupapi.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiEnumDeviceInfo(DeviceSet set, uint index, ref DeviceInfoData data);

    [LibraryImport("setupapi.dll", EntryPoint = "SetupDiOpenDeviceInfoW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiOpenDeviceInfo(DeviceSet set, string instanceId, nint window, uint flags, ref DeviceInfoData data);

    [LibraryImport("setupapi.dll", EntryPoint = "SetupDiGetDeviceInstanceIdW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiGetDeviceInstanceId(DeviceSet set, ref DeviceInfoData data, Span<char> buffer, uint size, out uint needed);

    [LibraryImport("setupapi.dll", EntryPoint = "SetupDiGetDeviceRegistryPropertyW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiGetDeviceRegistryProperty(DeviceSet set, ref DeviceInfoData data, uint property, out uint type, Span<byte> buffer, uint size, out uint needed);

    [LibraryImport("setupapi.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiCallClassInstaller(uint function, DeviceSet set, ref DeviceInfoData data);

    [LibraryImport("setupapi.dll", EntryPoint = "SetupDiGetDeviceInstallParamsW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupDiGetDeviceInstallParams(DeviceSet set, ref DeviceInfoData data, ref DeviceInstallParams parameters);

    [LibraryImport("setupapi.dll", EntryPoint = "SetupCopyOEMInfW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupCopyOemInf(string source, string? location, uint mediaType, uint style, Span<char> destination, uint size, out uint needed, nint component);

    [LibraryImport("setupapi.dll", EntryPoint = "SetupUninstallOEMInfW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupUninstallOemInf(string publishedName, uint flags, nint reserved);

    [LibraryImport("setupapi.dll", EntryPoint = "SetupGetInfDriverStoreLocationW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupGetInfDriverStoreLocation(string publishedName, nint platform, string? locale, Span<char> path, uint size, out uint needed);

    /// <returns>The mode that was in force before.</returns>
    [LibraryImport("setupapi.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool SetupSetNonInteractiveMode([MarshalAs(UnmanagedType.Bool)] bool nonInteractive);

    [LibraryImport("newdev.dll", EntryPoint = "UpdateDriverForPlugAndPlayDevicesW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool UpdateDriverForPlugAndPlayDevices(nint window, string hardwareId, string infPath, uint flags, [MarshalAs(UnmanagedType.Bool)] out bool restart);

    [LibraryImport("cfgmgr32.dll", EntryPoint = "CM_Locate_DevNodeW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial uint CmLocateDevNode(out uint node, string? instanceId, uint flags);

    [LibraryImport("cfgmgr32.dll", EntryPoint = "CM_Reenumerate_DevNode")]
    public static partial uint CmReenumerateDevNode(uint node, uint flags);
}

/// <summary>SP_DEVINFO_DATA on x64.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct DeviceInfoData
{
    public uint Size;
    public Guid Class;
    public uint Node;
    public nint Reserved;

    public static unsafe DeviceInfoData Empty => new() { Size = (uint)sizeof(DeviceInfoData) };
}

/// <summary>SP_DEVINSTALL_PARAMS_W on x64: 584 bytes, of which only the flags matter here.</summary>
[StructLayout(LayoutKind.Sequential, Size = 584)]
internal struct DeviceInstallParams
{
    public uint Size;
    public uint Flags;

    public static unsafe DeviceInstallParams Empty => new() { Size = (uint)sizeof(DeviceInstallParams) };
}

/// <summary>A device information set (HDEVINFO).</summary>
[SupportedOSPlatform("windows")]
internal sealed class DeviceSet() : SafeHandleMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => SetupApi.SetupDiDestroyDeviceInfoList(handle);
}
