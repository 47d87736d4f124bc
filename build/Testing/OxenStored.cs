using System.Diagnostics;
using System.Net.Sockets;
using XenGuestTools.Agent.XenStored;

namespace XenGuestTools.Build.Testing;

/// <summary>
/// Debian's oxenstored on this machine, empty at the start, with a library in front that stands in for the hypervisor. Its paths are fixed, so each one has a folder of its own for /run:
/// any number can run side by side, and none meets a store of the machine itself. Linux only.
/// </summary>
public sealed class OxenStored : IDisposable
{
    private const string Program = "/usr/lib/xen-4.17/bin/oxenstored";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] OwnMounts = ["--map-root-user", "--mount"];

    private readonly string folder;
    private Process process;

    private OxenStored(string folder)
    {
        this.folder = folder;
        process = Start();
    }

    public string Socket => Path.Combine(folder, "run", "xenstored", "socket");

    /// <summary>False where a program may have no mounts of its own, as in some containers.</summary>
    public static async Task<bool> CanRunAsync(CancellationToken cancellation) =>
        OperatingSystem.IsLinux() && (await new Tool("unshare").TryRunAsync([.. OwnMounts, "true"], cancellation).ConfigureAwait(false)).ExitCode == 0;

    /// <param name="folder">Empty, and nobody else's.</param>
    /// <param name="settings">Lines of oxenstored.conf.</param>
    public static async Task<OxenStored> StartAsync(Paths paths, string folder, IReadOnlyList<string> settings, CancellationToken cancellation)
    {
        if (!File.Exists(Program))
        {
            throw new BuildException($"{Program} is missing. Run './build.sh setup' to install it.");
        }

        Directory.CreateDirectory(Path.Combine(folder, "run"));
        await File.WriteAllLinesAsync(Path.Combine(folder, "oxenstored.conf"), ["persistent = false", .. settings], cancellation).ConfigureAwait(false);
        await new Tool("clang").RunAsync(["-shared", "-fPIC", "-o", Path.Combine(folder, "stub.so"), Path.Combine(paths.Root, "build", "Testing", "xenstored-stub.c")], cancellation).ConfigureAwait(false);
        return new(folder);
    }

    /// <summary>A connection of its own; waits until the store has come up.</summary>
    public XenStoredClient Connect()
    {
        for (var watch = Stopwatch.StartNew(); ; Thread.Sleep(1))
        {
            try
            {
                return XenStoredClient.Connect(Socket);
            }
            catch (SocketException) when (watch.Elapsed < Patience && !process.HasExited)
            {
                // It has not come up yet.
            }
        }
    }

    /// <summary>Ends the store with all that is in it, and starts it again.</summary>
    public void Restart()
    {
        Dispose();
        process = Start();
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private Process Start() => Process.Start("unshare",
    [
        .. OwnMounts, "sh", "-ec",
        "mount --bind \"$0/run\" /run; mount -t tmpfs none /var/log/xen; LD_PRELOAD=\"$0/stub.so\" exec \"$1\" --no-fork --no-domain-init --config-file \"$0/oxenstored.conf\" > /dev/null",
        folder, Program,
    ]);
}
