using System.Diagnostics;
using System.Globalization;
using XenGuestTools.Build;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A Wine prefix: cloned from the template, with planted devices and keys, deleted at the end.</summary>
public sealed class WineVm : Vm
{
    private static int count;
    private readonly WinePrefix prefix;
    private readonly RegistryImage planted;
    private Process? keeper;

    private WineVm(BuiltProduct product, string name, WinePrefix prefix, RegistryImage planted, Display display)
        : base(product, name)
    {
        this.prefix = prefix;
        this.planted = planted;
        Display = display;
    }

    public static new async Task<WineVm> StartAsync(MachineBuilder machine, BuiltProduct product, string name)
    {
        var template = Path.Combine(BuiltProduct.Checkout.Wine, "template");
        if (!Directory.Exists(template))
        {
            throw new BuildException($"{template} is not there. Run './build.sh' first: it makes the Wine prefix that the machine tests clone.");
        }

        var prefix = await new WinePrefix(template).CloneAsync(NextFolder()).ConfigureAwait(false);
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

        foreach (var (source, target) in machine.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(prefix.HostPath(target))!);
            File.Copy(source, prefix.HostPath(target), overwrite: true);
        }

        // From the first start on: Wine has the desktop of its first program, and the setup program needs one even when it is quiet.
        return new WineVm(product, name, prefix, planted, await Display.StartAsync().ConfigureAwait(false));
    }

    /// <summary>One more machine, like this one is now; this one is switched off.</summary>
    /// <param name="name">Names its logs.</param>
    public async Task<WineVm> CloneAsync(string name)
    {
        await SwitchOffAsync().ConfigureAwait(false);
        return new WineVm(Product, name, await prefix.CloneAsync(NextFolder()).ConfigureAwait(false), planted, await Display.StartAsync().ConfigureAwait(false));
    }

    /// <summary>Plants the devices that were removed once more, as a host shows them at every start of Windows; this one is switched off.</summary>
    public async Task FindDevicesAsync()
    {
        const string Enum = @"SYSTEM\CurrentControlSet\Enum\";
        var registry = await RegistryAsync().ConfigureAwait(false);
        var found = new RegistryImage();
        foreach (var (path, values) in planted.Keys.Where(key => key.Key.StartsWith(Enum, StringComparison.OrdinalIgnoreCase) && registry.Value(key.Key, "HardwareID") is null))
        {
            foreach (var (name, value) in values.Where(value => value.Key is not ("Service" or "Driver" or "Class")))
            {
                found.Add(path)[name] = name == "ClassGUID" ? Guid.Empty.ToString("B") : value; // what a host shows has no driver
            }
        }

        await File.AppendAllTextAsync(Path.Combine(prefix.Folder, "system.reg"), WineRegistryFile.Write(found)).ConfigureAwait(false);
    }

    /// <summary>What Wine itself says, and what programs write to the event log: Wine's services print them to where the first program prints, whichever that is.</summary>
    public string Words => Path.Combine(Logs, "wine.txt");

    private Dictionary<string, string?> Environment => new(prefix.Tool().Environment) { ["DISPLAY"] = Display.Name, ["WINEDEBUG"] = "-all,+eventlog" };

    public override string HostPath(string windowsPath) => prefix.HostPath(windowsPath);

    public override string WindowsPath(string hostPath) => hostPath.StartsWith('/') ? "Z:" + hostPath.Replace('/', '\\') : hostPath;

    public override async Task RestartAsync()
    {
        // Drivers end first, and Wine deletes those that are marked for it. It forgets the mark when it is switched off; Windows writes it down.
        // The second taskkill finds nothing to end: until it says so, Wine has had the time to delete them.
        await SwitchOnAsync().ConfigureAwait(false);
        await WineAsync("taskkill", "/f", "/im", "winedevice.exe").ConfigureAwait(false);
        await WineAsync("taskkill", "/f", "/im", "winedevice.exe").ConfigureAwait(false);
        await SwitchOffAsync().ConfigureAwait(false);
        await SwitchOnAsync().ConfigureAwait(false);
        await WineAsync("cmd", "/c", "exit").ConfigureAwait(false);
    }

    /// <summary>A program of Windows would need a second to start, and the moment would be over.</summary>
    public override void Kill(string program)
    {
        foreach (var id in ProcessesOf(program))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // it has ended by itself
            }
        }
    }

    /// <summary>The numbers that Linux gives to the processes of a program in this machine.</summary>
    /// <param name="program">Its file name; null for all programs. Whoever starts a program may leave its path and ".exe" out, and the process shows it so.</param>
    public IReadOnlyList<int> ProcessesOf(string? program) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id =>
            id > 0 && (program is null || LinuxProcess.Program(id).Equals(program, StringComparison.OrdinalIgnoreCase)) && LinuxProcess.Read(id, "environ").Split('\0').Contains("WINEPREFIX=" + prefix.Folder)),
    ];

    /// <summary>Ends all programs at once, Windows with them. What ran until then is written to <see cref="Words"/>.</summary>
    public async Task CutPowerAsync()
    {
        await File.AppendAllLinesAsync(Words, ProcessesOf(null).Select(id => string.Create(CultureInfo.InvariantCulture, $"{id} {LinuxProcess.Read(id, "stat")} {LinuxProcess.Read(id, "wchan")} {LinuxProcess.Read(id, "cmdline").Replace('\0', ' ')}"))).ConfigureAwait(false);
        await SwitchOffAsync().ConfigureAwait(false);
    }

    /// <summary>The Wine server writes the registry when it ends.</summary>
    public override async Task<RegistryImage> RegistryAsync()
    {
        await SwitchOffAsync().ConfigureAwait(false);
        return WineRegistryFile.Read(Path.Combine(prefix.Folder, "system.reg"));
    }

    public override async Task<Snapshot> SnapshotAsync() => Snapshot.Of(await RegistryAsync().ConfigureAwait(false), prefix.DriveC);

    public override Display Display { get; }

    /// <exception cref="BuildException">A program has ended by an unhandled exception: whoever waits for it does not see that, the event log does.</exception>
    public override async ValueTask DisposeAsync()
    {
        await SwitchOffAsync().ConfigureAwait(false);
        Display.Dispose();
        Directory.Delete(prefix.Folder, recursive: true);
        if (File.Exists(Words) && (await File.ReadAllTextAsync(Words).ConfigureAwait(false)).Contains("unhandled exception", StringComparison.OrdinalIgnoreCase))
        {
            throw new BuildException($"A program crashed: {Words}");
        }
    }

    private static string NextFolder() => Path.Combine(BuiltProduct.Checkout.Wine, "vm", string.Create(CultureInfo.InvariantCulture, $"{System.Environment.ProcessId}-{Interlocked.Increment(ref count)}"));

    protected override async Task<string> RunScriptAsync(string script, TimeSpan limit)
    {
        await SwitchOnAsync().ConfigureAwait(false);
        var result = await WineAsync(limit, "cmd", "/c", WindowsPath(script)).ConfigureAwait(false);
        var words = await File.ReadAllTextAsync(Words).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"Wine ended with {result.ExitCode}. {words}");
    }

    /// <summary>
    /// Starts a program that waits for the end of its input, so that Wine's services stay between two programs. Otherwise Windows would shut down after each one, which costs
    /// 1.5 s, and a service that was stopped would run again. When the test run is killed, this program ends and Wine with it. Nothing else starts before it runs: two programs
    /// that start one Wine side by side have met each other badly.
    /// </summary>
    private async Task SwitchOnAsync()
    {
        if (keeper is not null)
        {
            return;
        }

        var isOn = Path.Combine(prefix.Folder, "on");
        File.Delete(isOn);
        var start = new ProcessStartInfo("sh", [.. Loader, "cmd", "/k", $"echo on >{WindowsPath(isOn)}"]) { RedirectStandardInput = true };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        keeper = Process.Start(start)!;
        for (var waiting = Stopwatch.StartNew(); !File.Exists(isOn); await Task.Delay(2).ConfigureAwait(false))
        {
            if (keeper.HasExited || waiting.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new BuildException($"Wine could not be started in {prefix.Folder}: {await File.ReadAllTextAsync(Words).ConfigureAwait(false)}");
            }
        }
    }

    private async Task SwitchOffAsync()
    {
        keeper?.StandardInput.Close();
        await prefix.StopAsync().ConfigureAwait(false);
        keeper?.Dispose();
        keeper = null;
    }

    private Task<ToolResult> WineAsync(params string[] arguments) => WineAsync(TimeSpan.FromMinutes(1), arguments);

    /// <summary>Arguments of a shell: it takes the pipes to this test away. Wine's services would hold them open, and the tool waits for their end.</summary>
    private IReadOnlyList<string> Loader => ["-c", $"exec \"$@\" >>'{Words}' 2>&1", "sh", prefix.Tool().FileName, .. prefix.Tool().FirstArguments];

    private Task<ToolResult> WineAsync(TimeSpan limit, params string[] arguments) =>
        (new Tool("sh") { TimeLimit = limit, Environment = Environment }).TryRunAsync([.. Loader, .. arguments]);
}
