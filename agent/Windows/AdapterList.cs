using System.Net;
using System.Runtime.InteropServices;
using XenGuestTools.Agent.Facts;

namespace XenGuestTools.Agent.Windows;

/// <summary>The network adapters that are up, by GetAdaptersAddresses. .NET's NetworkInterface would make the program larger.</summary>
internal static unsafe partial class AdapterList
{
    private const uint NoOtherKinds = 0x2 | 0x4 | 0x8; // GAA_FLAG_SKIP_ANYCAST, _MULTICAST, _DNS_SERVER
    private const int BufferOverflow = 111;
    private const int NoData = 232;
    private const int Up = 1;
    private const ushort V4 = 2;
    private const ushort V6 = 23;
    private const uint FirstSize = 16 * 1024;
    private const int Attempts = 4;

    /// <exception cref="Requests.GuestException">Windows did not tell.</exception>
    public static IReadOnlyList<(ulong Luid, MacAddress Mac, IReadOnlyList<IPAddress> Addresses)> Read()
    {
        var (size, code) = (FirstSize, BufferOverflow);
        for (var attempt = 0; attempt < Attempts && code == BufferOverflow; attempt++) // adapters may come between the question and the answer
        {
            var buffer = new byte[size];
            fixed (byte* start = buffer)
            {
                code = GetAdaptersAddresses(0, NoOtherKinds, null, (Adapter*)start, ref size);
                if (code == 0)
                {
                    return Read((Adapter*)start);
                }
            }
        }

        return code == NoData ? [] : throw GuestError.Of("GetAdaptersAddresses", code);
    }

    private static List<(ulong Luid, MacAddress Mac, IReadOnlyList<IPAddress> Addresses)> Read(Adapter* adapter)
    {
        List<(ulong Luid, MacAddress Mac, IReadOnlyList<IPAddress> Addresses)> adapters = [];
        for (; adapter is not null; adapter = adapter->Next)
        {
            var length = (int)Math.Min(adapter->MacLength, 8u);
            if (adapter->Status == Up && MacAddress.FromBytes(new(adapter->Mac, length)) is { } mac)
            {
                adapters.Add((adapter->Luid, mac, Addresses(adapter->FirstUnicast)));
            }
        }

        return adapters;
    }

    private static List<IPAddress> Addresses(Unicast* unicast)
    {
        List<IPAddress> addresses = [];
        for (; unicast is not null; unicast = unicast->Next)
        {
            var socket = unicast->SocketAddress;
            switch (*(ushort*)socket)
            {
                case V4:
                    addresses.Add(new IPAddress(new ReadOnlySpan<byte>(socket + 4, 4)));
                    break;
                case V6:
                    addresses.Add(new IPAddress(new ReadOnlySpan<byte>(socket + 8, 16)));
                    break;
                default:
                    break;
            }
        }

        return addresses;
    }

    /// <summary>IP_ADAPTER_ADDRESSES_LH on x64, up to Luid.</summary>
    [StructLayout(LayoutKind.Explicit)]
    private struct Adapter
    {
        [FieldOffset(8)]
        public Adapter* Next;

        [FieldOffset(24)]
        public Unicast* FirstUnicast;

        [FieldOffset(80)]
        public fixed byte Mac[8];

        [FieldOffset(88)]
        public uint MacLength;

        [FieldOffset(104)]
        public int Status;

        [FieldOffset(224)]
        public ulong Luid;
    }

    /// <summary>IP_ADAPTER_UNICAST_ADDRESS_LH on x64, up to the socket address.</summary>
    [StructLayout(LayoutKind.Explicit)]
    private struct Unicast
    {
        [FieldOffset(8)]
        public Unicast* Next;

        [FieldOffset(16)]
        public byte* SocketAddress;
    }

    [LibraryImport("iphlpapi")]
    private static partial int GetAdaptersAddresses(uint family, uint flags, void* reserved, Adapter* adapters, ref uint size);
}
