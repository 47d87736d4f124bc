using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace XenGuestTools.Agent.Windows;

/// <summary>Tells when a device interface of a class comes or goes (Microsoft: CM_Register_Notification, from Windows 8). It works in a service and in a console alike.</summary>
internal sealed unsafe partial class DeviceNotification : IDisposable
{
    private readonly AutoResetEvent signal = new(initialState: false);
    private readonly GCHandle<AutoResetEvent> context;
    private readonly nint registration;

    public DeviceNotification(Guid interfaceClass)
    {
        context = new(signal);
        Filter filter = new() { Size = (uint)sizeof(Filter), Class = interfaceClass };
        try
        {
            IsActive = CM_Register_Notification(filter, GCHandle<AutoResetEvent>.ToIntPtr(context), &OnChange, out registration) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // Wine 8 does not have it: IsActive stays false, and the caller looks by itself.
        }
    }

    /// <summary>False where the system does not notify.</summary>
    public bool IsActive { get; }

    /// <summary>Set at each change, back to unset by a wait.</summary>
    public WaitHandle Signal => signal;

    public void Dispose()
    {
        if (IsActive)
        {
            _ = CM_Unregister_Notification(registration); // returns once no callback runs any more
        }

        context.Dispose();
        signal.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static uint OnChange(nint registration, nint context, uint action, void* data, uint size)
    {
        GCHandle<AutoResetEvent>.FromIntPtr(context).Target.Set();
        return 0;
    }

    /// <summary>CM_NOTIFY_FILTER for CM_NOTIFY_FILTER_TYPE_DEVICEINTERFACE (0). The union behind the four numbers is as long as its longest member, WCHAR[200].</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16 + (200 * sizeof(char)))]
    private struct Filter
    {
        public uint Size;
        public uint Flags;
        public uint Type;
        public uint Reserved;
        public Guid Class;
    }

    [LibraryImport("cfgmgr32")]
    private static partial uint CM_Register_Notification(in Filter filter, nint context, delegate* unmanaged[Stdcall]<nint, nint, uint, void*, uint, uint> callback, out nint registration);

    [LibraryImport("cfgmgr32")]
    private static partial uint CM_Unregister_Notification(nint registration);
}
