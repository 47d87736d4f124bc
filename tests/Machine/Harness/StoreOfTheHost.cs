using XenGuestTools.Agent.XenStored;
using XenGuestTools.Build.Testing;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A real xenstored, and a port of this machine that leads to it.</summary>
internal sealed class StoreOfTheHost : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly OxenStored store;
    private readonly StoreRelay relay;

    private StoreOfTheHost(DirectoryInfo folder, OxenStored store)
    {
        this.folder = folder;
        this.store = store;
        relay = new(store.Socket);
    }

    /// <summary>host:port.</summary>
    public string Address => relay.Address;

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
        relay.Dispose();
        store.Dispose();
        folder.Delete(recursive: true);
    }
}
