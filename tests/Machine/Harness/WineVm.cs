using System.Globalization;
using XenGuestTools.Build;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A Wine prefix: cloned from the template, with planted devices and keys, deleted at the end.</summary>
public sealed class WineVm : Vm
{
    private static int count;
    private readonly WinePrefix prefix;
    private Display? display;
    private bool isOn;

    private WineVm(BuiltProduct product, string name, WinePrefix prefix)
        : base(product, name) =>
        this.prefix = prefix;

    public static new async Task<Vm> StartAsync(MachineBuilder machine, BuiltProduct product, string name)
    {
        var template = Path.Combine(BuiltProduct.Checkout.Wine, "template");
        if (!Directory.Exists(template))
        {
            throw new BuildException($"{template} is not there. Run './build.sh' first: it makes the Wine prefix that the machine tests clone.");
        }

        var number = string.Create(CultureInfo.InvariantCulture, $"{System.Environment.ProcessId}-{Interlocked.Increment(ref count)}");
        var prefix = await new WinePrefix(template).CloneAsync(Path.Combine(BuiltProduct.Checkout.Wine, "vm", number)).ConfigureAwait(false);
        var planted = new RegistryImage();
        foreach (var plant in machine.Plants)
        {
            plant(planted);
        }

        await File.AppendAllTextAsync(Path.Combine(prefix.Folder, "system.reg"), WineRegistryFile.Write(planted)).ConfigureAwait(false);
        foreach (var folder in machine.Folders)
        {
            Directory.CreateDirectory(prefix.HostPath(folder));
        }

        return new WineVm(product, name, prefix);
    }

    public override string HostPath(string windowsPath) => prefix.HostPath(windowsPath);

    public override string WindowsPath(string hostPath) => hostPath.StartsWith('/') ? "Z:" + hostPath.Replace('/', '\\') : hostPath;

    public override async Task RestartAsync()
    {
        await SwitchOffAsync().ConfigureAwait(false);
        await SwitchOnAsync().ConfigureAwait(false);
        await ShellAsync($"exec {prefix.Tool().FileName} cmd /c exit", TimeSpan.FromMinutes(1)).ConfigureAwait(false);
    }

    /// <summary>The Wine server writes the registry when it ends.</summary>
    public override async Task<RegistryImage> RegistryAsync()
    {
        await SwitchOffAsync().ConfigureAwait(false);
        return WineRegistryFile.Read(Path.Combine(prefix.Folder, "system.reg"));
    }

    public override async Task<Snapshot> SnapshotAsync() => Snapshot.Of(await RegistryAsync().ConfigureAwait(false), prefix.DriveC);

    public override Display Display => display ?? throw new InvalidOperationException("The display is not open.");

    public override async Task OpenDisplayAsync() => display ??= await Display.StartAsync().ConfigureAwait(false);

    public override async ValueTask DisposeAsync()
    {
        await SwitchOffAsync().ConfigureAwait(false);
        display?.Dispose();
        Directory.Delete(prefix.Folder, recursive: true);
    }

    protected override async Task RunScriptAsync(string script, TimeSpan limit)
    {
        await SwitchOnAsync().ConfigureAwait(false);
        await ShellAsync($"exec {prefix.Tool().FileName} cmd /c \"$1\"", limit, WindowsPath(script)).ConfigureAwait(false);
    }

    /// <summary>
    /// Keeps Wine's services alive between two programs. Otherwise Windows would shut down after the first one, which costs 1.5 s a program, and a stopped service would be back.
    /// The server ends by itself ten minutes after a test run that was killed.
    /// </summary>
    private async Task SwitchOnAsync()
    {
        if (!isOn)
        {
            await ShellAsync("wineserver -p600", TimeSpan.FromMinutes(1)).ConfigureAwait(false);
            isOn = true;
        }
    }

    private async Task SwitchOffAsync()
    {
        await prefix.StopAsync().ConfigureAwait(false);
        isOn = false;
    }

    /// <summary>Whatever is started keeps no pipe to this test: Wine's services would hold it open, and the tool waits for its end.</summary>
    private Task<ToolResult> ShellAsync(string command, TimeSpan limit, params string[] arguments)
    {
        var wine = prefix.Tool();
        var shell = wine with { FileName = "sh", TimeLimit = limit, Environment = new Dictionary<string, string?>(wine.Environment) { ["DISPLAY"] = display?.Name } };
        return shell.TryRunAsync(["-c", command + " >/dev/null 2>&1", "sh", .. arguments]);
    }
}
