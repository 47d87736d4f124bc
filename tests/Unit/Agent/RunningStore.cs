using XenGuestTools.Agent.XenStored;
using XenGuestTools.Build;
using XenGuestTools.Build.Testing;
using XenGuestTools.Tests.Build;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Agent;

/// <summary>A real xenstored for one test.</summary>
internal sealed class RunningStore : IDisposable
{
    private readonly TemporaryFolder folder;
    private readonly OxenStored store;

    private RunningStore(TemporaryFolder folder, OxenStored store)
    {
        this.folder = folder;
        this.store = store;
    }

    public string Socket => store.Socket;

    /// <param name="settings">Lines of oxenstored.conf.</param>
    public static async Task<RunningStore> StartAsync(params string[] settings)
    {
        Assert.SkipUnless(await OxenStored.CanRunAsync(TestContext.Current.CancellationToken), "xenstored runs on Linux only, and its folders need mounts of its own.");
        TemporaryFolder folder = new();
        return new(folder, await OxenStored.StartAsync(new Paths(Repository.Folder), folder.Path, settings, TestContext.Current.CancellationToken));
    }

    /// <summary>A connection of its own; waits until the store has come up.</summary>
    public XenStoredClient Connect() => store.Connect();

    /// <summary>What the host's own tool says: a second opinion on the protocol.</summary>
    public async Task<string> HostToolAsync(string tool, params string[] arguments) =>
        (await new Tool(tool) { Environment = new Dictionary<string, string?> { ["XENSTORED_PATH"] = Socket } }.TryRunAsync(arguments, TestContext.Current.CancellationToken)).Output;

    /// <summary>Ends the store with all that is in it, and starts it again.</summary>
    public void Restart() => store.Restart();

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }
}
