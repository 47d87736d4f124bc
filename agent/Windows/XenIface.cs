using System.ComponentModel;
using System.Runtime.InteropServices;

namespace XenGuestTools.Agent.Windows;

/// <summary>
/// Finds the device of the xeniface driver. By SetupAPI and not by CM_Get_Device_Interface_List, which gives the same on Windows, but ends the process under Wine 8.
/// </summary>
internal static unsafe partial class XenIface
{
    /// <summary>GUID_INTERFACE_XENIFACE in include/xeniface_ioctls.h of the Xen Project's win-xeniface.</summary>
    public static readonly Guid InterfaceClass = new("b2cfb085-aa5e-47e1-8bf7-9793f3154565");

    private const uint OnlyPresent = 0x2; // DIGCF_PRESENT
    private const uint ByInterface = 0x10; // DIGCF_DEVICEINTERFACE
    private const int NoMoreItems = 259;
    private const int PathOffset = sizeof(uint); // of DevicePath in SP_DEVICE_INTERFACE_DETAIL_DATA_W
    private const uint DetailSize = 8; // its cbSize on x64: the size without the path, rounded up

    /// <summary>The path by which the device is opened; null if there is none.</summary>
    /// <exception cref="Win32Exception">Windows could not say.</exception>
    public static string? Find()
    {
        var set = SetupDiGetClassDevsW(InterfaceClass, null, 0, OnlyPresent | ByInterface);
        if (set == -1)
        {
            throw Error("SetupDiGetClassDevs");
        }

        try
        {
            InterfaceData found = new() { Size = (uint)sizeof(InterfaceData) };
            if (SetupDiEnumDeviceInterfaces(set, null, InterfaceClass, 0, ref found))
            {
                return PathOf(set, found);
            }

            return Marshal.GetLastPInvokeError() == NoMoreItems ? null : throw Error("SetupDiEnumDeviceInterfaces");
        }
        finally
        {
            SetupDiDestroyDeviceInfoList(set);
        }
    }

    private static string PathOf(nint set, InterfaceData found)
    {
        SetupDiGetDeviceInterfaceDetailW(set, found, null, 0, out var size, null); // fails, and says the size
        var detail = stackalloc byte[(int)size];
        *(uint*)detail = DetailSize;
        return SetupDiGetDeviceInterfaceDetailW(set, found, detail, size, out _, null)
            ? new string((char*)(detail + PathOffset))
            : throw Error("SetupDiGetDeviceInterfaceDetail");
    }

    private static Win32Exception Error(string operation)
    {
        var code = Marshal.GetLastPInvokeError();
        return new(code, $"{operation} for xeniface: code {code}, {Marshal.GetPInvokeErrorMessage(code)}");
    }

    /// <summary>SP_DEVICE_INTERFACE_DATA.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct InterfaceData
    {
        public uint Size;
        public Guid Class;
        public uint Flags;
        public nint Reserved;
    }

    [LibraryImport("setupapi", SetLastError = true)]
    private static partial nint SetupDiGetClassDevsW(in Guid interfaceClass, char* enumerator, nint window, uint flags);

    [LibraryImport("setupapi", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetupDiEnumDeviceInterfaces(nint set, void* device, in Guid interfaceClass, uint index, ref InterfaceData found);

    [LibraryImport("setupapi", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetupDiGetDeviceInterfaceDetailW(nint set, in InterfaceData found, byte* detail, uint size, out uint neededSize, void* device);

    [LibraryImport("setupapi")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetupDiDestroyDeviceInfoList(nint set);
}
