using System.Net.Sockets;
using System.Runtime.InteropServices;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Agent.Windows;

/// <summary>What the host asks for, done by Windows' own functions.</summary>
internal sealed partial class WindowsActions : IGuestActions
{
    private const string Message = "The host of this virtual machine has asked for this.";
    private const uint Planned = 0x80000000; // SHTDN_REASON_FLAG_PLANNED
    private const uint Environment = 0xC; // SHTDN_REASON_MINOR_ENVIRONMENT, with SHTDN_REASON_MAJOR_OTHER
    private const int AlreadyShuttingDown = 1115; // ERROR_SHUTDOWN_IN_PROGRESS

    private readonly AddressEntries addresses = new();

    public Features PowerFeatures =>
        Features.PowerOff | Features.Reboot | (IsPwrSuspendAllowed() != 0 ? Features.Sleep : Features.None) | (IsPwrHibernateAllowed() != 0 ? Features.Hibernate : Features.None);

    public DateTime UtcNow => DateTime.UtcNow;

    public void Power(PowerRequest request)
    {
        Enable(ServicePrivileges.Shutdown);
        switch (request)
        {
            case PowerRequest.PowerOff:
            case PowerRequest.Reboot:
                // Programs are closed without a question: nobody may sit in front of a VM.
                if (!InitiateSystemShutdownExW(null, Message, 0, closePrograms: 1, request == PowerRequest.Reboot ? 1 : 0, Planned | Environment)
                    && Marshal.GetLastPInvokeError() != AlreadyShuttingDown)
                {
                    throw GuestError.Last("InitiateSystemShutdownEx");
                }

                break;
            case PowerRequest.Sleep:
            case PowerRequest.Hibernate:
                if (SetSuspendState(request == PowerRequest.Hibernate ? (byte)1 : (byte)0, 0, 0) == 0)
                {
                    throw GuestError.Last("SetSuspendState");
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }
    }

    public void AddAddress(MacAddress adapter, StaticAddress address) => addresses.Add(Find(adapter), address);

    public void RemoveAddresses(MacAddress adapter, AddressFamily family) => addresses.Remove(Find(adapter), family);

    public void SetTime(DateTime utc)
    {
        Enable(ServicePrivileges.SystemTime);
        SystemTime time = new()
        {
            Year = (ushort)utc.Year,
            Month = (ushort)utc.Month,
            Day = (ushort)utc.Day,
            Hour = (ushort)utc.Hour,
            Minute = (ushort)utc.Minute,
            Second = (ushort)utc.Second,
            Milliseconds = (ushort)utc.Millisecond,
        };
        if (!SetSystemTime(time))
        {
            throw GuestError.Last("SetSystemTime");
        }
    }

    private static ulong Find(MacAddress mac)
    {
        foreach (var adapter in AdapterList.Read())
        {
            if (adapter.Mac == mac)
            {
                return adapter.Luid;
            }
        }

        throw new GuestException(GuestException.NoSuchAdapter, $"No network adapter with the address {mac} is up.");
    }

    /// <summary>SYSTEMTIME.</summary>
    private struct SystemTime
    {
        public ushort Year;
        public ushort Month;
        public ushort DayOfWeek;
        public ushort Day;
        public ushort Hour;
        public ushort Minute;
        public ushort Second;
        public ushort Milliseconds;
    }

    private static void Enable(string privilege)
    {
        if (Core.Windows.Privilege.Enable(privilege) is not 0 and var code)
        {
            throw GuestError.Of(privilege, code);
        }
    }

    [LibraryImport("advapi32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool InitiateSystemShutdownExW(string? machine, string message, uint seconds, int closePrograms, int reboot, uint reason);

    [LibraryImport("powrprof", SetLastError = true)]
    private static partial byte SetSuspendState(byte hibernate, byte force, byte disableWakeEvents);

    [LibraryImport("powrprof")]
    private static partial byte IsPwrSuspendAllowed();

    [LibraryImport("powrprof")]
    private static partial byte IsPwrHibernateAllowed();

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetSystemTime(in SystemTime time);
}
