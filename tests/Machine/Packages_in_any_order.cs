using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// A policy's packages come in an order of Windows' own: whatever it is, after one more start the machine is what the setup program's order makes of it. That Windows then gives every new device its driver by itself,
/// which Wine never does, is shown on the model (Packages_in_any_order of the unit tests).
/// </summary>
public sealed class Packages_in_any_order
{
    private static readonly string[] All = BuiltProduct.Packages;

    private static readonly Lazy<Task<Snapshot>> Chain = new(() => InstalledAsync(All));

    /// <summary>The first is the chain from its end: with it, of any two packages each is once the earlier one. In the others each package has other neighbours, and the bus comes first or last.</summary>
    [Theory]
    [InlineData("agent xenbus xeniface xenvbd xennet xenvif")]
    [InlineData("xenbus agent xenvbd xenvif xeniface xennet")]
    [InlineData("xennet xeniface xenvif xenvbd agent xenbus")]
    public async Task Without_a_restart_between_them_end_in_the_same_machine(string order)
    {
        string[] packages = order.Split(' ');
        Assert.Equal(All.Order(StringComparer.Ordinal), packages.Order(StringComparer.Ordinal));

        var chain = await Chain.Value;
        chain.MustEqual(await InstalledAsync(packages), except: Snapshot.InstalledOnceMore);
    }

    /// <summary>
    /// All 720 orders, with a restart after each package, by induction: whichever package of a set comes last, the set makes the same machine. These are 192 installations instead of 4,320.
    /// </summary>
    [Fact]
    public async Task With_a_restart_after_each_end_in_the_same_machine_in_all_720_orders()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("XGT_ORDERS") == "all", "192 installations take up to half an hour: XGT_ORDERS=all makes them.");
        List<string> wrong = [];
        Dictionary<int, WineVm> sets = new() { [0] = await StartAsync("order-0") };
        for (var size = 0; size < All.Length; size++)
        {
            sets = await OneMoreAsync(sets, wrong);
        }

        await sets.Values.Single().DisposeAsync();
        Snapshot.MustBeNone(wrong);
    }

    /// <summary>From the machines with the sets of one size, numbered by the bits of their packages, to those of the next.</summary>
    private static async Task<Dictionary<int, WineVm>> OneMoreAsync(Dictionary<int, WineVm> sets, List<string> wrong)
    {
        Dictionary<int, WineVm> next = [];
        Dictionary<int, Snapshot> snapshots = [];
        foreach (var (set, before) in sets)
        {
            for (var package = 0; package < All.Length; package++)
            {
                var whole = set | (1 << package);
                if (whole == set)
                {
                    continue;
                }

                if (!next.ContainsKey(whole))
                {
                    next.Add(whole, await WithAsync(before, whole, All[package]));
                    snapshots.Add(whole, await SnapshotAsync(next[whole]));
                    continue;
                }

                await using var vm = await WithAsync(before, whole, All[package]);
                var differences = snapshots[whole].DifferencesTo(await SnapshotAsync(vm)).Where(difference => !Snapshot.InstalledOnceMore(difference));
                wrong.AddRange(differences.Select(difference => $"set {whole}, last {All[package]}: {difference}"));
            }

            await before.DisposeAsync();
        }

        return next;
    }

    private static async Task<WineVm> WithAsync(WineVm before, int set, string package)
    {
        var vm = await before.CloneAsync($"order-{set}-last-{package}");
        (await vm.InstallAsync(package)).MustSucceed();
        await vm.RestartAsync();
        return vm;
    }

    private static async Task<Snapshot> InstalledAsync(string[] packages)
    {
        await using var vm = await StartAsync("order-" + string.Join('-', packages));
        foreach (var package in packages)
        {
            (await vm.InstallAsync(package)).MustSucceed();
        }

        await vm.RestartAsync();
        var registry = await vm.RegistryAsync();
        Snapshot.MustBeNone([.. vm.Product.Drivers.SelectMany(driver => driver.Missing(vm, registry))]);
        Assert.Equal(2u, registry.Number($@"SYSTEM\CurrentControlSet\Services\{BuiltProduct.AgentService}", "Start"));
        return await SnapshotAsync(vm);
    }

    private static async Task<WineVm> StartAsync(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Each order needs a machine of its own.");
        var vm = await WineVm.StartAsync(XenVm().WithChildDevices(), BuiltProduct.Sample, name);
        await vm.SettleAsync();
        return vm;
    }

    private static async Task<Snapshot> SnapshotAsync(WineVm vm) => Snapshot.Of(ClassKeys.NamedByDevice(await vm.RegistryAsync()), vm.HostPath(@"C:\"));
}
