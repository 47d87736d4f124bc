using System.Net;
using System.Net.Sockets;
using XenGuestTools.Agent.XenStored;
using XenGuestTools.Build.Testing;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A real xenstored, and a port of this machine that leads to it: a program in Wine reaches no Unix socket.</summary>
internal sealed class StoreOfTheHost : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly OxenStored store;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    private StoreOfTheHost(DirectoryInfo folder, OxenStored store)
    {
        this.folder = folder;
        this.store = store;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>host:port.</summary>
    public string Address => listener.LocalEndpoint.ToString()!;

    public static async Task<StoreOfTheHost> StartAsync()
    {
        Assert.SkipUnless(await OxenStored.CanRunAsync(TestContext.Current.CancellationToken), "xenstored runs on Linux only, and its folders need mounts of its own.");
        var folder = Directory.CreateTempSubdirectory("xgt-store");
        return new(folder, await OxenStored.StartAsync(BuiltProduct.Checkout, folder.FullName, [], TestContext.Current.CancellationToken));
    }

    /// <summary>Waits until the store has come up.</summary>
    public XenStoredClient Connect() => store.Connect();

    public void Dispose()
    {
        listener.Dispose();
        store.Dispose();
        folder.Delete(recursive: true);
    }

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
            // The test is over.
        }
    }

    private async Task RelayAsync(Socket guest)
    {
        try
        {
            using Socket host = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await host.ConnectAsync(new UnixDomainSocketEndPoint(store.Socket)).ConfigureAwait(false);
            await using NetworkStream here = new(guest, ownsSocket: true);
            await using NetworkStream there = new(host);
            await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            // One of them has gone: the other notices by the end of its connection.
        }
    }
}
