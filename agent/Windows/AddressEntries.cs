using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using XenGuestTools.Agent.Requests;

namespace XenGuestTools.Agent.Windows;

/// <summary>
/// Adds addresses and default routes by the IP Helper functions, and knows which ones: only these are ever taken back. They last until Windows restarts, and the host repeats its wish then.
/// No address that was there before is touched.
/// </summary>
internal sealed unsafe partial class AddressEntries
{
    private const int AlreadyThere = 5010; // ERROR_OBJECT_ALREADY_EXISTS
    private const int NotThere = 1168; // ERROR_NOT_FOUND
    private const ushort V4 = 2;
    private const ushort V6 = 23;

    private readonly List<AddressRow> addresses = [];
    private readonly List<RouteRow> routes = [];

    /// <param name="adapter">Its LUID.</param>
    /// <exception cref="GuestException">Windows refused.</exception>
    public void Add(ulong adapter, StaticAddress wanted)
    {
        InitializeUnicastIpAddressEntry(out var address);
        address.Luid = adapter;
        address.PrefixLength = (byte)wanted.PrefixLength;
        Set(address.Address, wanted.Address);
        if (MustSucceed("CreateUnicastIpAddressEntry", CreateUnicastIpAddressEntry(address), AlreadyThere))
        {
            addresses.Add(address);
        }

        if (wanted.Gateway is { } gateway)
        {
            InitializeIpForwardEntry(out var route);
            route.Luid = adapter;
            Set(route.NextHop, gateway);
            *(ushort*)route.Destination = *(ushort*)route.NextHop; // any address of the family: the length of the prefix is 0
            if (MustSucceed("CreateIpForwardEntry2", CreateIpForwardEntry2(route), AlreadyThere))
            {
                routes.Add(route);
            }
        }
    }

    /// <exception cref="GuestException">Windows refused.</exception>
    public void Remove(ulong adapter, AddressFamily family)
    {
        var wanted = family == AddressFamily.InterNetwork ? V4 : V6;
        foreach (var route in routes.FindAll(r => r.Luid == adapter && *(ushort*)r.NextHop == wanted))
        {
            MustSucceed("DeleteIpForwardEntry2", DeleteIpForwardEntry2(route), NotThere);
            routes.Remove(route);
        }

        foreach (var address in addresses.FindAll(a => a.Luid == adapter && *(ushort*)a.Address == wanted))
        {
            MustSucceed("DeleteUnicastIpAddressEntry", DeleteUnicastIpAddressEntry(address), NotThere);
            addresses.Remove(address);
        }
    }

    /// <summary>False for the code that is no error, but no success either.</summary>
    private static bool MustSucceed(string operation, int code, int harmless) => code == 0 || (code == harmless ? false : throw GuestError.Of(operation, code));

    /// <summary>SOCKADDR_INET: the family, then after a port the address, before which IPv6 has a flow number.</summary>
    private static void Set(byte* socketAddress, IPAddress address)
    {
        var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        *(ushort*)socketAddress = isV4 ? V4 : V6;
        address.TryWriteBytes(new(socketAddress + (isV4 ? 4 : 8), isV4 ? 4 : 16), out _);
    }

    /// <summary>MIB_UNICASTIPADDRESS_ROW.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 80)]
    private struct AddressRow
    {
        [FieldOffset(0)]
        public fixed byte Address[28];

        [FieldOffset(32)]
        public ulong Luid;

        [FieldOffset(60)]
        public byte PrefixLength;
    }

    /// <summary>MIB_IPFORWARD_ROW2.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 104)]
    private struct RouteRow
    {
        [FieldOffset(0)]
        public ulong Luid;

        [FieldOffset(12)]
        public fixed byte Destination[28];

        [FieldOffset(44)]
        public fixed byte NextHop[28];
    }

    [LibraryImport("iphlpapi")]
    private static partial void InitializeUnicastIpAddressEntry(out AddressRow row);

    [LibraryImport("iphlpapi")]
    private static partial int CreateUnicastIpAddressEntry(in AddressRow row);

    [LibraryImport("iphlpapi")]
    private static partial int DeleteUnicastIpAddressEntry(in AddressRow row);

    [LibraryImport("iphlpapi")]
    private static partial void InitializeIpForwardEntry(out RouteRow row);

    [LibraryImport("iphlpapi")]
    private static partial int CreateIpForwardEntry2(in RouteRow row);

    [LibraryImport("iphlpapi")]
    private static partial int DeleteIpForwardEntry2(in RouteRow row);
}
