using System.Diagnostics;

namespace XenGuestTools.Build.Wine;

/// <summary>An X display of its own, until it is disposed of. The server picks a free number itself, so two runs never clash. Burn's standard user interface needs one even when it shows nothing.</summary>
public sealed class XDisplay : IDisposable
{
    private readonly Process server;

    private XDisplay(Process server, string name)
    {
        this.server = server;
        Name = name;
    }

    /// <summary>For the DISPLAY variable.</summary>
    public string Name { get; }

    /// <exception cref="BuildException">There is no Xvfb.</exception>
    public static async Task<XDisplay> StartAsync()
    {
        // timeout ends a server whose owner was killed.
        var start = new ProcessStartInfo("timeout", ["1800", "Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = Process.Start(start) ?? throw new BuildException("Xvfb could not be started. Run './build.sh setup'.");
        server.ErrorDataReceived += (_, _) => { }; // drained: a full pipe would stop the server
        server.BeginErrorReadLine();
        var number = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)).ConfigureAwait(false);
        return number is null
            ? throw new BuildException("Xvfb ended at once. Run './build.sh setup' to install it.")
            : new(server, ":" + number);
    }

    public void Dispose()
    {
        if (!server.HasExited)
        {
            server.Kill(entireProcessTree: true);
        }

        server.Dispose();
    }
}
