using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace XenGuestTools.Agent.Windows;

/// <summary>Tells when an IP address comes or goes. Where Windows does not (Wine may not), addresses are looked at with the other details.</summary>
internal sealed unsafe partial class AddressNotification : IDisposable
{
    private readonly AutoResetEvent signal = new(initialState: false);
    private readonly GCHandle<AutoResetEvent> context;
    private readonly nint registration;
    private readonly bool isActive;

    public AddressNotification()
    {
        context = new(signal);
        try
        {
            isActive = NotifyUnicastIpAddressChange(0, &OnChange, GCHandle<AutoResetEvent>.ToIntPtr(context), 0, out registration) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // isActive stays false.
        }
    }

    /// <summary>Set at each change, back to unset by a wait.</summary>
    public WaitHandle Signal => signal;

    public void Dispose()
    {
        if (isActive)
        {
            _ = CancelMibChangeNotify2(registration); // returns once no callback runs any more
        }

        context.Dispose();
        signal.Dispose();
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvStdcall)])]
    private static void OnChange(nint context, void* row, int kind) => GCHandle<AutoResetEvent>.FromIntPtr(context).Target.Set();

    [LibraryImport("iphlpapi")]
    private static partial uint NotifyUnicastIpAddressChange(ushort family, delegate* unmanaged[Stdcall]<nint, void*, int, void> callback, nint context, byte initial, out nint handle);

    [LibraryImport("iphlpapi")]
    private static partial uint CancelMibChangeNotify2(nint handle);
}
