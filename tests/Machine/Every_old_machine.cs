using XenGuestTools.Tests.Fixtures;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>Each machine of tests/OldTools, with real packages of Windows Installer for its products, and beside them what only looks like such tools.</summary>
public sealed class Every_old_machine
{
    private const int Fine = 0;
    private const int RestartPending = 4;

    private static readonly (string Name, string Publisher)[] OtherProducts =
    [
        ("AWS PV Drivers", "Amazon Web Services"),
        ("Citrix Workspace 2402", "Citrix Systems, Inc."),
        ("Citrix XenCenter", "Citrix Systems, Inc."),
        ("XCP-ng Center", "XCP-ng Center Team"),
        ("XenServer Health Check Service", "Citrix Systems, Inc."),
    ];

    private static readonly string[] OtherKeys = [@"SOFTWARE\Citrix\Receiver", @"SYSTEM\CurrentControlSet\Services\XenHealthCheck", @"SOFTWARE\Amazon\PVDriver"];
    private static readonly string[] OtherFiles = [@"C:\Program Files\XCP-ng\Windows Guest Tools\notes.txt", @"C:\Program Files\Citrix\XenTools\notes.txt", @"C:\windows\system32\drivers\otherxen.sys"];

    public static TheoryData<string> Names => [.. OldMachine.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Loses_its_tools_and_nothing_else(string name)
    {
        var old = OldMachine.Read(name);
        await using var vm = await WithOthers(await XenVm().WithAsync(old with { Products = [] })).Is(name).StartAsync("every-" + name);
        await vm.SettleAsync();
        await vm.InstallAsync(old);
        var found = await vm.RunAsync(vm.Product.GuestTools, "check");
        Assert.All(old.Codes, code => Assert.Contains(code, found.Output, StringComparison.Ordinal));

        var clean = await vm.RunAsync(TimeSpan.FromMinutes(5), vm.Product.GuestTools, "clean", "--thorough", "--yes");

        Assert.True(clean.ExitCode is Fine or RestartPending, clean.Output + clean.Errors);
        await CleanUp.RestartUntilDoneAsync(vm);
        Assert.Contains("verdict: Done", CleanUp.Log(vm), StringComparison.Ordinal);
        Assert.DoesNotContain("failed", CleanUp.Log(vm), StringComparison.Ordinal);
        (await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough")).MustEndWith(Fine);
        var after = await vm.RunAsync(vm.Product.GuestTools, "check");
        Assert.All((string[])["XGT1002", "XGT1003"], code => Assert.DoesNotContain(code, after.Output, StringComparison.Ordinal));
        Assert.All(old.Products, product => Assert.False(File.Exists(vm.HostPath(product.Readme())), product.Name));
        Assert.All(OtherFiles, file => Assert.True(File.Exists(vm.HostPath(file)), file));
        var registry = await vm.RegistryAsync();
        CleanUp.MustHaveNoDrivers(vm, registry);
        Assert.All(OtherKeys, key => Assert.True(registry.Has(key), key));
        Assert.Equal(OtherProducts.Select(product => product.Name), ProductsOf(registry));
    }

    private static MachineBuilder WithOthers(MachineBuilder machine)
    {
        machine = OtherProducts.Aggregate(machine, (next, product) => next.WithProduct(Guid.NewGuid(), null, product.Name, product.Publisher, "1.0"));
        machine = OtherKeys.Aggregate(machine, (next, key) => next.WithKey(key, ("Start", 3u)));
        return OtherFiles.Aggregate(machine, (next, file) => next.WithFile(Path.Combine(BuiltProduct.Checkout.Root, "LICENSE"), file));
    }

    private static IEnumerable<string> ProductsOf(RegistryImage registry)
    {
        const string Uninstall = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall";
        return registry.Below(Uninstall).Select(key => registry.Text($@"{Uninstall}\{key}", "DisplayName")).OfType<string>().Order(StringComparer.Ordinal);
    }
}
