using System.Net;
using System.Net.Sockets;

namespace XenGuestTools.Build.Testing;

/// <summary>A port of this machine that leads to a xenstored's socket: a program in Wine reaches no Unix socket.</summary>
public sealed class StoreRelay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string socket;

    public StoreRelay(string socket)
    {
        this.socket = socket;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>host:port.</summary>
    public string Address => listener.LocalEndpoint.ToString()!;

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await listener.AcceptSocketAsync().ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It has been disposed of.
        }
    }

    private async Task RelayAsync(Socket guest)
    {
        try
        {
            guest.NoDelay = true;
            using Socket host = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await host.ConnectAsync(new UnixDomainSocketEndPoint(socket)).ConfigureAwait(false);
            using NetworkStream here = new(guest, ownsSocket: true);
            using NetworkStream there = new(host);
            await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            // One of them has gone: the other notices by the end of its connection.
        }
    }
}
