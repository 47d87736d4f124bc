using System.Security.Cryptography;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

public sealed class The_setup_programs_switches
{
    [Fact]
    public async Task Passive_installs_all_products_without_a_question()
    {
        await using var vm = await XenVm().StartAsync("setup-passive");
        (await vm.SetupAsync("-passive")).MustSucceed();
        var registry = await vm.RegistryAsync();
        Assert.Equal(6, registry.Below(BuiltProduct.Key).Count());
    }

    [Fact]
    public async Task Layout_copies_the_setup_program_and_installs_nothing()
    {
        await using var vm = await XenVm().StartAsync("setup-layout");
        await vm.SettleAsync();
        (await vm.WizardAsync("-layout", @"C:\layout", "-quiet")).MustSucceed();
        var copy = vm.HostPath($@"C:\layout\{Path.GetFileName(vm.Product.Setup)}");
        Assert.Equal(Hash(vm.Product.Setup), Hash(copy));
        Assert.False((await vm.RegistryAsync()).Has(BuiltProduct.Key));
    }

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
