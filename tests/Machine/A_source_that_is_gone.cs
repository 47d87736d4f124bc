using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>Somebody has tidied up: the folder that a package came from, or what the setup program has kept, is not there any more.</summary>
public sealed class A_source_that_is_gone
{
    /// <summary>ERROR_INSTALL_PACKAGE_OPEN_FAILED; Wine says ERROR_FILE_NOT_FOUND.</summary>
    private static readonly int CannotOpenPackage = OperatingSystem.IsWindows() ? 1619 : 2;

    [Fact]
    public async Task Ends_a_repair_of_a_package_at_once_and_changes_nothing()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("source-msi");
        await vm.SettleAsync();
        var source = vm.HostPath(@"C:\source\xenvbd-x64.msi");
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.Copy(vm.Product.Msi("xenvbd"), source);
        (await vm.RunAsync("msiexec", "/i", @"C:\source\xenvbd-x64.msi", "/qn")).MustSucceed();
        Directory.Delete(Path.GetDirectoryName(source)!, recursive: true);
        File.Delete(vm.HostPath(@"C:\windows\system32\drivers\xenvbd.sys"));
        var before = await vm.SnapshotAsync();

        var repair = await vm.RunAsync("msiexec", "/i", @"C:\source\xenvbd-x64.msi", "REINSTALL=ALL", "REINSTALLMODE=amus", "/qn");

        repair.MustEndWith(CannotOpenPackage);
        before.MustEqual(await vm.SnapshotAsync());
    }

    [Fact]
    public async Task Does_not_keep_a_package_from_being_removed()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("source-removal");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        var source = vm.HostPath(@"C:\source\xenvbd-x64.msi");
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        File.Copy(vm.Product.Msi("xenvbd"), source);
        (await vm.RunAsync("msiexec", "/i", @"C:\source\xenvbd-x64.msi", "/qn")).MustSucceed();
        Directory.Delete(Path.GetDirectoryName(source)!, recursive: true);
        var registry = await vm.RegistryAsync();
        const string Uninstall = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall";
        var code = registry.Below(Uninstall).Single(key => registry.Text($@"{Uninstall}\{key}", "DisplayName")?.Contains("xenvbd", StringComparison.Ordinal) == true);

        (await vm.RunAsync("msiexec", "/x", code, "/qn")).MustSucceed();

        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.RemovedNode);
    }

    [Fact]
    public async Task Of_the_setup_programs_cache_is_made_anew_by_a_repair()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("source-cache");
        await vm.SettleAsync();
        (await vm.SetupAsync("-quiet")).MustSucceed();
        var cached = Cached(vm, "xenvif-x64.msi");
        File.Delete(cached);
        File.Delete(vm.HostPath(@"C:\windows\system32\drivers\xenvif.sys"));

        (await vm.SetupAsync("-quiet", "-repair")).MustSucceed();

        Assert.True(File.Exists(cached));
        Assert.True(File.Exists(vm.HostPath(@"C:\windows\system32\drivers\xenvif.sys")));
    }

    [Fact]
    public async Task Of_the_setup_programs_cache_ends_a_repair_from_apps_and_features_and_changes_nothing()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("source-features");
        await vm.SettleAsync();
        (await vm.SetupAsync("-quiet")).MustSucceed();
        File.Delete(Cached(vm, "xenvif-x64.msi"));
        File.Delete(vm.HostPath(@"C:\windows\system32\drivers\xenvif.sys"));
        var before = await vm.SnapshotAsync();

        var repair = await vm.RunAsync(Cached(vm, "XenGuestToolsSetup-x64.exe"), "-quiet", "-repair", "-norestart");

        Assert.False(repair.Succeeded);
        before.MustEqual(await vm.SnapshotAsync());
    }

    private static string Cached(Vm vm, string file) => Directory.GetFiles(vm.HostPath(@"C:\ProgramData\Package Cache"), file, SearchOption.AllDirectories).Single();
}
