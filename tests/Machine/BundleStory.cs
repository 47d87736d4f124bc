using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// The life of the setup program on one Xen VM: installed, started again, damaged and repaired, removed. It happens once; the tests look at what each chapter left.
/// </summary>
public abstract class BundleStory(BuiltProduct product, string name) : IAsyncDisposable
{
    private Vm? vm;
    private Task? told;

    public BuiltProduct Product => product;

    public Snapshot Before { get; private set; } = Snapshot.Of(new());

    public Run Install { get; private set; } = Nothing;

    /// <summary>What Windows says of the agent's service, right after the installation.</summary>
    public Run AgentAfterInstall { get; private set; } = Nothing;

    /// <summary><c>guesttools status --json</c>, right after the installation.</summary>
    public Run Status { get; private set; } = Nothing;

    public RegistryImage Installed { get; private set; } = new();

    /// <summary>What was missing after the installation; nothing, when all is well.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    public Run InstallAgain { get; private set; } = Nothing;

    public IReadOnlyList<string> ChangesOfInstallAgain { get; private set; } = [];

    public Run Repair { get; private set; } = Nothing;

    public IReadOnlyList<string> MissingAfterRepair { get; private set; } = [];

    public Run Uninstall { get; private set; } = Nothing;

    public Snapshot After { get; private set; } = Snapshot.Of(new());

    private static Run Nothing => new("", -1, "", "", "");

    /// <summary>Lives it through, the first time. Not at the start of the fixture: a skip there would be a failure.</summary>
    public Task TellAsync() => told ??= LiveAsync();

    public async ValueTask DisposeAsync()
    {
        if (vm is not null)
        {
            await vm.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Makes the product, where it is not there already; skips the tests where it can't be made.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    private async Task LiveAsync()
    {
        await PrepareAsync();
        vm = await XenVm().WithChildDevices().StartAsync(name, product);
        await vm.SettleAsync();
        Before = await vm.SnapshotAsync();

        Install = await vm.SetupAsync("-quiet");
        AgentAfterInstall = await vm.RunAsync("sc", "query", BuiltProduct.AgentService);
        Status = await vm.RunAsync(product.GuestTools, "status", "--json");
        Installed = await vm.RegistryAsync();
        Missing = MissingFrom(vm, Installed);

        var installed = await vm.SnapshotAsync();
        InstallAgain = await vm.SetupAsync("-quiet");
        ChangesOfInstallAgain = installed.DifferencesTo(await vm.SnapshotAsync());

        await DamageAsync(vm);
        Repair = await vm.SetupAsync("-quiet", "-repair");
        MissingAfterRepair = MissingFrom(vm, await vm.RegistryAsync());

        Uninstall = await vm.SetupAsync("-quiet", "-uninstall");
        await vm.RestartAsync();
        After = await vm.SnapshotAsync();
    }

    /// <summary>What a careless clean-up deletes: a file of the package, the driver's copy in System32, the agent.</summary>
    private static async Task DamageAsync(Vm vm)
    {
        File.Delete(vm.HostPath($@"{BuiltProduct.ProgramFiles}\Drivers\xenvif\xenvif.inf"));
        File.Delete(vm.HostPath(@"C:\windows\system32\drivers\xenvif.sys"));
        File.Delete(vm.HostPath($@"{BuiltProduct.ProgramFiles}\Agent\xenagent.exe"));
        (await vm.RunAsync("reg", "delete", @"HKLM\SYSTEM\CurrentControlSet\Services\xenvif", "/f")).MustSucceed();
    }

    private List<string> MissingFrom(Vm vm, RegistryImage registry)
    {
        var agent = $@"{BuiltProduct.ProgramFiles}\Agent\xenagent.exe";
        return [.. product.Drivers.SelectMany(driver => driver.Missing(vm, registry)), .. File.Exists(vm.HostPath(agent)) ? Array.Empty<string>() : [agent]];
    }
}

/// <summary>The life of the build from the sample packages.</summary>
public sealed class SampleBundleStory() : BundleStory(BuiltProduct.Sample, "sample-bundle");
