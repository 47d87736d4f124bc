using System.Diagnostics;
using System.Globalization;
using System.Text;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// One throw-away Windows. Under Linux a Wine prefix of its own (<see cref="WineVm"/>); on Windows, opted in, the machine itself (<see cref="WindowsVm"/>).
/// Every command and log is kept in <see cref="Logs"/>.
/// </summary>
public abstract class Vm : IAsyncDisposable
{
    private int runs;

    protected Vm(BuiltProduct product, string name)
    {
        Product = product;
        Logs = Path.Combine(BuiltProduct.Checkout.Out, "test-logs", name);
        if (Directory.Exists(Logs))
        {
            Directory.Delete(Logs, recursive: true);
        }

        Directory.CreateDirectory(Logs);
    }

    public BuiltProduct Product { get; }

    /// <summary>The folder of this machine's logs. A failed assertion shows its end; the whole is here.</summary>
    public string Logs { get; }

    /// <summary>Starts a machine like <paramref name="machine"/>, or skips the test where that can't or may not be.</summary>
    public static async Task<Vm> StartAsync(MachineBuilder machine, BuiltProduct product, string name)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"Logs: {Path.Combine(BuiltProduct.Checkout.Out, "test-logs", name)}");
        return OperatingSystem.IsWindows() ? WindowsVm.Start(machine, product, name) : await WineVm.StartAsync(machine, product, name).ConfigureAwait(false);
    }

    /// <summary>The path on this machine's host of a path such as <c>C:\windows\inf</c>.</summary>
    public abstract string HostPath(string windowsPath);

    /// <summary>The path that programs in the machine use for a file of the host.</summary>
    public abstract string WindowsPath(string hostPath);

    /// <summary>Restarts Windows: volatile keys and locks are gone, files that were in use are deleted, services start anew.</summary>
    public abstract Task RestartAsync();

    /// <summary>The registry now. Under Wine this switches the machine off, the next command on again.</summary>
    public abstract Task<RegistryImage> RegistryAsync();

    /// <summary>Everything that an installation could have changed.</summary>
    public abstract Task<Snapshot> SnapshotAsync();

    /// <summary>The display that programs with windows use.</summary>
    public abstract Display Display { get; }

    /// <summary>Lets Windows do what it does at its first start, so that a snapshot holds it already.</summary>
    public async Task SettleAsync() =>
        (await RunAsync("reg", "query", @"HKLM\SYSTEM\CurrentControlSet\Enum\PCI").ConfigureAwait(false)).MustSucceed();

    public abstract ValueTask DisposeAsync();

    public Task<Run> InstallAsync(string package, params string[] properties) => MsiAsync("install-" + package, ["/i", Quoted(WindowsPath(Product.Msi(package))), .. properties]);

    /// <summary>Installs a package of another build, such as a newer one.</summary>
    public Task<Run> InstallFromAsync(BuiltProduct build, string package, params string[] properties) => MsiAsync("install-other-" + package, ["/i", Quoted(WindowsPath(build.Msi(package))), .. properties]);

    public Task<Run> UninstallFromAsync(BuiltProduct build, string package) => MsiAsync("uninstall-other-" + package, ["/x", Quoted(WindowsPath(build.Msi(package)))]);

    public Task<Run> UninstallAsync(string package, params string[] properties) => MsiAsync("uninstall-" + package, ["/x", Quoted(WindowsPath(Product.Msi(package))), .. properties]);

    /// <summary>Puts back every file and key, as a repair from "Apps and features" would at its most thorough. (Wine knows no <c>/fa</c>.)</summary>
    public Task<Run> RepairAsync(string package) => MsiAsync("repair-" + package, ["/i", Quoted(WindowsPath(Product.Msi(package))), "REINSTALL=ALL", "REINSTALLMODE=amus"]);

    /// <summary>Runs the setup program without a window, or with the progress alone: <c>SetupAsync("-quiet")</c>. It never restarts the machine.</summary>
    public Task<Run> SetupAsync(params string[] arguments) => WizardAsync([.. arguments, "-norestart"]);

    /// <summary>Runs the setup program, which ends when somebody presses its buttons. (<c>-norestart</c> would hide what it says about a restart.)</summary>
    public async Task<Run> WizardAsync(params string[] arguments)
    {
        var log = NextFile("setup" + arguments.FirstOrDefault(a => a is "-uninstall" or "-repair"));
        var run = await RunAsync(log, [Quoted(WindowsPath(Product.Setup)), .. arguments, "-log", Quoted(WindowsPath(log + ".log"))], TimeSpan.FromMinutes(3)).ConfigureAwait(false);

        // Burn names the logs of its packages after its own: setup_000_xenvif.log.
        var logs = Directory.GetFiles(Logs, Path.GetFileName(log) + "*.log").Order(StringComparer.Ordinal);
        return run with { Log = string.Concat(logs.Select(ReadLog)) };
    }

    /// <summary>Waits for something that a program does by itself, at most a minute.</summary>
    public static async Task WaitAsync(Func<bool> condition, string otherwise)
    {
        for (var waiting = Stopwatch.StartNew(); !condition(); await Task.Delay(100).ConfigureAwait(false))
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromMinutes(1), otherwise);
        }
    }

    /// <summary>Waits until a service is as wanted.</summary>
    /// <param name="state">As <c>sc query</c> says it: RUNNING, STOPPED.</param>
    public async Task ServiceMustBeAsync(string service, string state)
    {
        for (var tries = 0; ; tries++)
        {
            var query = await RunAsync("sc", "query", service).ConfigureAwait(false);
            if (query.Output.Contains(state, StringComparison.Ordinal))
            {
                return;
            }

            Assert.True(tries < 10, $"The service {service} is not {state}: {query.Output}");
            await Task.Delay(500).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a log of the program that was started last has <paramref name="text"/> in it.</summary>
    public async Task WaitForLogAsync(string text, TimeSpan limit) =>
        Assert.True(await WaitForLogAsync(log => log.Contains(text, StringComparison.Ordinal), Task.Delay(limit)), $"No log says '{text}'.");

    /// <summary>Waits until a log of the program that was started last is as wanted, or something else has happened.</summary>
    /// <returns>False when that was first.</returns>
    public async Task<bool> WaitForLogAsync(Func<string, bool> isReached, Task other)
    {
        while (!other.IsCompleted)
        {
            if (Directory.GetFiles(Logs, string.Create(CultureInfo.InvariantCulture, $"{runs:00}-*.log")).Any(log => isReached(ReadLog(log))))
            {
                return true;
            }

            await Task.Delay(1).ConfigureAwait(false);
        }

        return false;
    }

    /// <summary>Ends all processes of a program at once, without a word to them.</summary>
    public abstract void Kill(string program);

    /// <summary>Runs any program: a path, or a name that Windows finds.</summary>
    public Task<Run> RunAsync(string program, params string[] arguments) => RunAsync(TimeSpan.FromMinutes(1), program, arguments);

    public Task<Run> RunAsync(TimeSpan limit, string program, params string[] arguments) =>
        RunAsync(NextFile(Path.GetFileNameWithoutExtension(program.Replace('\\', '/'))), [Path.IsPathRooted(program) ? Quoted(WindowsPath(program)) : program, .. arguments], limit);

    /// <summary>Runs a command file of the host by the machine's own cmd.</summary>
    /// <returns>What there is to say when the file did not do its work.</returns>
    /// <exception cref="BuildException">It did not end within the limit.</exception>
    protected abstract Task<string> RunScriptAsync(string script, TimeSpan limit);

    private async Task<Run> MsiAsync(string name, string[] arguments)
    {
        var log = NextFile(name);
        var run = await RunAsync(log, [@"C:\windows\system32\msiexec.exe", .. arguments, "/qn", "/norestart", "/l*v", Quoted(WindowsPath(log + ".log"))], TimeSpan.FromMinutes(2)).ConfigureAwait(false);
        return run with { Log = ReadLog(log + ".log") };
    }

    /// <summary>
    /// Runs a command line by a command file, because Wine gives Linux only the low eight bits of an exit code. The file stays beside the logs: to run again by hand.
    /// </summary>
    private async Task<Run> RunAsync(string file, IEnumerable<string> command, TimeSpan limit)
    {
        var line = string.Join(' ', command);
        string[] script =
        [
            "@echo off",
            $"{line.Replace("%", "%%", StringComparison.Ordinal)} >{Quoted(WindowsPath(file + ".out"))} 2>{Quoted(WindowsPath(file + ".err"))}",
            $"echo %ERRORLEVEL% >{Quoted(WindowsPath(file + ".exit"))}",
        ];
        await File.WriteAllTextAsync(file + ".cmd", string.Join("\r\n", script) + "\r\n").ConfigureAwait(false);
        var end = await RunScriptAsync(file + ".cmd", limit).ConfigureAwait(false);
        return int.TryParse(ReadLog(file + ".exit").Trim(), CultureInfo.InvariantCulture, out var exitCode)
            ? new(line, exitCode, ReadLog(file + ".out"), ReadLog(file + ".err"), "")
            : throw new BuildException($"{line}\ncould not be run in the machine: {ReadLog(file + ".err")}{end}");
    }

    private string NextFile(string name) => Path.Combine(Logs, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref runs):00}-{name}"));

    private static string Quoted(string text) => $"\"{text}\"";

    /// <summary>Windows writes MSI logs in UTF-16 with a mark, Wine in UTF-8 without.</summary>
    private static string ReadLog(string path)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
