using System.Diagnostics;
using System.Net.Sockets;
using XenGuestTools.Agent.XenStored;
using XenGuestTools.Build;
using XenGuestTools.Tests.Build;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Agent;

/// <summary>
/// Debian's oxenstored on this machine, empty at the start. Its paths are fixed, so each one has a folder of its own for /run:
/// any number can run side by side, and none meets a store of the machine itself.
/// </summary>
internal sealed class RunningStore : IDisposable
{
    private const string Program = "/usr/lib/xen-4.17/bin/oxenstored";
    private static readonly string[] OwnMounts = ["--map-root-user", "--mount"];

    private readonly TemporaryFolder folder;
    private Process process;

    private RunningStore(TemporaryFolder folder)
    {
        this.folder = folder;
        process = Start();
    }

    public string Socket => Path.Combine(folder.Path, "run", "xenstored", "socket");

    /// <param name="settings">Lines of oxenstored.conf.</param>
    public static async Task<RunningStore> StartAsync(params string[] settings)
    {
        if (!OperatingSystem.IsLinux() || (await new Tool("unshare").TryRunAsync([.. OwnMounts, "true"], TestContext.Current.CancellationToken)).ExitCode != 0)
        {
            Assert.Skip("xenstored runs on Linux only, and its folders need mounts of its own.");
        }

        Assert.True(File.Exists(Program), $"{Program} is missing: run './build.sh setup'.");
        TemporaryFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Path, "run"));
        folder.Write("oxenstored.conf", string.Join('\n', ["persistent = false", .. settings, ""]));
        var stub = Path.Combine(Repository.Folder, "tests", "Unit", "Agent", "xenstored-stub.c");
        await new Tool("clang").RunAsync(["-shared", "-fPIC", "-o", Path.Combine(folder.Path, "stub.so"), stub], TestContext.Current.CancellationToken);
        return new(folder);
    }

    /// <summary>A connection of its own; waits until the store has come up.</summary>
    public XenStoredClient Connect()
    {
        for (var patience = Stopwatch.StartNew(); ; Thread.Sleep(10))
        {
            try
            {
                return XenStoredClient.Connect(Socket);
            }
            catch (SocketException) when (patience.Elapsed < TimeSpan.FromSeconds(30) && !process.HasExited)
            {
                // It has not come up yet.
            }
        }
    }

    /// <summary>What the host's own tool says: a second opinion on the protocol.</summary>
    public async Task<string> HostToolAsync(string tool, params string[] arguments) =>
        (await new Tool(tool) { Environment = new Dictionary<string, string?> { ["XENSTORED_PATH"] = Socket } }.TryRunAsync(arguments, TestContext.Current.CancellationToken)).Output;

    /// <summary>Ends the store with all that is in it, and starts it again.</summary>
    public void Restart()
    {
        Stop();
        process = Start();
    }

    public void Dispose()
    {
        Stop();
        folder.Dispose();
    }

    private void Stop()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private Process Start() => Process.Start("unshare",
    [
        .. OwnMounts, "sh", "-ec",
        $"mount --bind {folder.Path}/run /run; mount -t tmpfs none /var/log/xen; LD_PRELOAD={folder.Path}/stub.so exec {Program} --no-fork --no-domain-init --config-file {folder.Path}/oxenstored.conf > /dev/null",
    ]);
}
