using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace XenGuestTools.Agent.Windows;

/// <summary>
/// Tells when a device interface of a class comes or goes, or when an opened device is about to be removed (Microsoft: CM_Register_Notification, from Windows 8).
/// It works in a service and in a console alike.
/// </summary>
internal sealed unsafe partial class DeviceNotification : IDisposable
{
    private const uint ByInterface = 0;
    private const uint ByHandle = 1;

    private readonly Action onChange;
    private readonly GCHandle<DeviceNotification> context;
    private readonly nint registration;

    /// <param name="onChange">Called on a thread of Windows; not after Dispose has returned.</param>
    public DeviceNotification(Guid interfaceClass, Action onChange)
        : this(new Filter { Size = (uint)sizeof(Filter), Type = ByInterface, Class = interfaceClass }, onChange)
    {
    }

    /// <param name="device">As long as it is open, Windows can't remove the device: the callback has to close it.</param>
    /// <param name="onRemoval">Called on a thread of Windows; not after Dispose has returned.</param>
    public DeviceNotification(SafeHandle device, Action onRemoval)
        : this(new Filter { Size = (uint)sizeof(Filter), Type = ByHandle, Device = device.DangerousGetHandle() }, onRemoval)
    {
    }

    private DeviceNotification(Filter filter, Action onChange)
    {
        this.onChange = onChange;
        context = new(this);
        try
        {
            IsActive = CM_Register_Notification(filter, GCHandle<DeviceNotification>.ToIntPtr(context), &OnChange, out registration) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // Wine 8 does not have it: IsActive stays false, and the caller looks by itself.
        }
    }

    /// <summary>False where the system does not notify.</summary>
    public bool IsActive { get; }

    public void Dispose()
    {
        if (IsActive)
        {
            _ = CM_Unregister_Notification(registration); // returns once no callback runs any more
        }

        context.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static uint OnChange(nint registration, nint context, uint action, void* data, uint size)
    {
        GCHandle<DeviceNotification>.FromIntPtr(context).Target.onChange();
        return 0;
    }

    /// <summary>CM_NOTIFY_FILTER. The union behind the four numbers begins with a class or a handle, and is as long as its longest member, WCHAR[200].</summary>
    [StructLayout(LayoutKind.Explicit, Size = 16 + (200 * sizeof(char)))]
    private struct Filter
    {
        [FieldOffset(0)]
        public uint Size;

        [FieldOffset(8)]
        public uint Type;

        [FieldOffset(16)]
        public Guid Class;

        [FieldOffset(16)]
        public nint Device;
    }

    [LibraryImport("cfgmgr32")]
    private static partial uint CM_Register_Notification(in Filter filter, nint context, delegate* unmanaged[Stdcall]<nint, nint, uint, void*, uint, uint> callback, out nint registration);

    [LibraryImport("cfgmgr32")]
    private static partial uint CM_Unregister_Notification(nint registration);
}
