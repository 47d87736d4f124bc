using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <param name="Guid">Of the interface.</param>
/// <param name="Index4">0 without IPv4.</param>
/// <param name="Index6">0 without IPv6.</param>
internal sealed record NetworkInterface(Guid Guid, string Mac, string Name, ulong Luid, uint Index4, uint Index6);

/// <summary>An address, a route or a metric; what it does not have is empty.</summary>
/// <param name="Address">What the route leads to, or the address itself.</param>
internal sealed record IpRow(ulong Luid, string Address, int Prefix, string NextHop, int Metric);

/// <summary>What the IP Helper API says. The structures are read by their offsets on x64 (iptypes.h, netioapi.h).</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class IpHelper
{
    public const ushort Ipv4 = 2;
    public const ushort Ipv6 = 23;

    private const uint SkipAllButUnicast = 0x2 | 0x4 | 0x8;
    private const int BufferOverflow = 111;
    private const int NoData = 232;
    private const uint Loopback = 24;
    private const uint Tunnel = 131;
    private const int MacLength = 6;
    private const int Manual = 1;
    private const uint Forever = uint.MaxValue;
    private const int NetworkManagement = 3;
    private const int Attempts = 5;

    /// <summary>The adapters with a MAC that have TCP/IP. Windows does not list those that are switched off.</summary>
    /// <exception cref="NetworkException">XGT1205.</exception>
    public static List<NetworkInterface> Interfaces()
    {
        uint size = 32 * 1024;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var buffer = NativeMemory.Alloc(size);
            try
            {
                switch (GetAdaptersAddresses(0, SkipAllButUnicast, null, (byte*)buffer, ref size))
                {
                    case 0:
                        return Interfaces((byte*)buffer);
                    case NoData:
                        return [];
                    case BufferOverflow:
                        break;
                    case var error:
                        throw NetworkException.NotRead(SystemError.Text(error));
                }
            }
            finally
            {
                NativeMemory.Free(buffer);
            }
        }

        throw NetworkException.NotRead(SystemError.Text(BufferOverflow));
    }

    /// <summary>Static addresses: made by hand, for ever, and not one that a cluster takes from node to node (those are never a source).</summary>
    public static List<IpRow> Addresses(ushort family)
    {
        const int rowSize = 80;
        return Rows(GetUnicastIpAddressTable(family, out var table), table, rowSize, row =>
            *(int*)(row + 44) == Manual && *(int*)(row + 48) == Manual && *(uint*)(row + 52) == Forever && row[61] == 0
                ? new IpRow(*(ulong*)(row + 32), Address(row), row[60], "", 0)
                : null);
    }

    /// <summary>Routes made by hand, those of the gateways included.</summary>
    public static List<IpRow> Routes(ushort family)
    {
        const int rowSize = 104;
        return Rows(GetIpForwardTable2(family, out var table), table, rowSize, row =>
            *(int*)(row + 100) == 0 && *(int*)(row + 88) == NetworkManagement
                ? new IpRow(*(ulong*)row, Address(row + 12), row[40], Address(row + 44), *(int*)(row + 84))
                : null);
    }

    /// <summary>The metrics of interfaces that were set by hand. Wine has none.</summary>
    public static List<IpRow> Metrics(ushort family)
    {
        const int rowSize = 168;
        return Rows(GetIpInterfaceTable(family, out var table), table, rowSize, row => row[44] == 0 ? new IpRow(*(ulong*)(row + 8), "", 0, "", *(int*)(row + 148)) : null);
    }

    private static List<NetworkInterface> Interfaces(byte* adapter)
    {
        List<NetworkInterface> found = [];
        for (; adapter is not null; adapter = *(byte**)(adapter + 8))
        {
            ReadOnlySpan<byte> mac = new(adapter + 80, MacLength);
            if (*(uint*)(adapter + 88) == MacLength && mac.ContainsAnyExcept((byte)0) && *(uint*)(adapter + 100) is not Loopback and not Tunnel
                && Guid.TryParse(Marshal.PtrToStringAnsi(*(nint*)(adapter + 16)), out var guid))
            {
                found.Add(new(guid, NetworkText.MacOf(mac), Marshal.PtrToStringUni(*(nint*)(adapter + 72)) ?? "", *(ulong*)(adapter + 224), *(uint*)(adapter + 4), *(uint*)(adapter + 108)));
            }
        }

        return found;
    }

    private delegate IpRow? RowReader(byte* row);

    /// <exception cref="NetworkException">XGT1205.</exception>
    private static List<IpRow> Rows(int error, byte* table, int rowSize, RowReader read)
    {
        const int notFound = 1168, notSupported = 50;
        if (error is notFound or notSupported) // no such row, or no such protocol
        {
            return [];
        }

        if (error != 0)
        {
            throw NetworkException.NotRead(SystemError.Text(error));
        }

        try
        {
            List<IpRow> rows = [];
            for (uint i = 0; i < *(uint*)table; i++)
            {
                if (read(table + 8 + (i * rowSize)) is { } row)
                {
                    rows.Add(row);
                }
            }

            return rows;
        }
        finally
        {
            FreeMibTable(table);
        }
    }

    /// <summary>A SOCKADDR_INET, without the number of the interface.</summary>
    private static string Address(byte* socket) =>
        (*(ushort*)socket == (ushort)AddressFamily.InterNetwork ? new IPAddress(new ReadOnlySpan<byte>(socket + 4, 4)) : new IPAddress(new ReadOnlySpan<byte>(socket + 8, 16))).ToString();

    [LibraryImport("iphlpapi.dll")]
    private static partial int GetAdaptersAddresses(uint family, uint flags, void* reserved, byte* buffer, ref uint size);

    [LibraryImport("iphlpapi.dll")]
    private static partial int GetUnicastIpAddressTable(ushort family, out byte* table);

    [LibraryImport("iphlpapi.dll")]
    private static partial int GetIpForwardTable2(ushort family, out byte* table);

    [LibraryImport("iphlpapi.dll")]
    private static partial int GetIpInterfaceTable(ushort family, out byte* table);

    [LibraryImport("iphlpapi.dll")]
    private static partial void FreeMibTable(byte* table);
}
