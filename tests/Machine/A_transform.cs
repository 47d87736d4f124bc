using XenGuestTools.Build.Deploy;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>What a policy adds to a package on the page "Modifications": the answers that the build makes, taken by Windows Installer.</summary>
public sealed class A_transform
{
    [Theory]
    [InlineData("xenbus")]
    [InlineData("agent")]
    public async Task Lets_a_package_install_on_a_machine_that_it_would_refuse(string package)
    {
        await using var vm = await OtherMachine().StartAsync("transform-anymachine-" + package);

        Assert.Equal(1603, (await vm.InstallAsync(package)).ExitCode);
        var run = await vm.InstallAsync(package, await AnswerAsync(vm, "ALLOWANYMACHINE"));

        run.MustSucceed();
        Assert.NotNull((await vm.RegistryAsync()).Text($@"{BuiltProduct.Key}\{package}", "Version"));
    }

    [Fact]
    public async Task Lets_a_package_install_where_the_windows_update_tools_are_on()
    {
        await using var vm = await XenVm().WithVendorDevice().StartAsync("transform-vendordevice");

        Assert.Equal(1603, (await vm.InstallAsync("xeniface")).ExitCode);
        (await vm.InstallAsync("xeniface", await AnswerAsync(vm, "ALLOWVENDORDEVICE"))).MustSucceed();
    }

    [Fact]
    public async Task Tells_every_package_never_to_restart()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("transform-norestart");
        var answer = await AnswerAsync(vm, "REBOOT");
        foreach (var package in BuiltProduct.Packages)
        {
            var run = await vm.InstallAsync(package, answer);

            run.MustSucceed();
            Assert.Single(run.Lines("Property(S): REBOOT = ReallySuppress"));
        }
    }

    /// <summary>The file of the build, beside the logs of the machine.</summary>
    private static async Task<string> AnswerAsync(Vm vm, string property)
    {
        var (file, name, value) = Assert.Single(Transforms.Answers, answer => answer.Property == property);
        var path = Path.Combine(vm.Logs, Path.GetFileName(file));
        await File.WriteAllBytesAsync(path, MsiTransform.Adding("test", "test", [(name, value)]), TestContext.Current.CancellationToken);
        return $"TRANSFORMS=\"{vm.WindowsPath(path)}\"";
    }
}
