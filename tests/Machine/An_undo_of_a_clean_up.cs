using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>Of what has neither an uninstaller nor a driver package: a file, values, keys.</summary>
public sealed class An_undo_of_a_clean_up
{
    private const string Tool = @"C:\Program Files\XCP-ng\Windows Guest Tools\xenplus.exe";
    private const string Other = @"C:\Program Files\XCP-ng\Windows Guest Tools\xenplus.dll";
    private const string ForceUnplug = @"SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug";
    private const string RunKey = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Run";
    private const string RunName = "xenplus_session_XN";

    [Fact]
    public async Task Takes_the_last_step_back_first_keeps_what_somebody_has_put_there_since_and_never_unplugs_the_emulated_disk()
    {
        await using var vm = await XenVm().WithKey(@"SOFTWARE\XCP-ng", ("ToolsFeatureInstalled", 1u)).WithKey(ForceUnplug, ("DISKS", 1u)).WithKey(RunKey, (RunName, "old")).StartAsync("undo");
        await vm.SettleAsync();
        await WriteAsync(vm, Tool, "old");
        await WriteAsync(vm, Other, "old");

        var plan = await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough");
        (await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough", "--yes")).MustEndWith(0);
        Assert.False(File.Exists(vm.HostPath(Tool)));
        Assert.Null((await vm.RegistryAsync()).Value(ForceUnplug, "DISKS"));
        await WriteAsync(vm, Tool, "new");
        (await vm.RunAsync("reg", "add", "HKLM\\" + RunKey, "/v", RunName, "/d", "new", "/f")).MustSucceed();
        var back = await vm.RunAsync(vm.Product.GuestTools, "undo");
        (await vm.RunAsync(vm.Product.GuestTools, "undo", "--yes")).MustEndWith(0);

        Assert.True(Steps(plan).Count > 2, plan.Output);
        Assert.Equal(Enumerable.Reverse(Steps(plan)), Steps(back));
        Assert.Equal("new", await File.ReadAllTextAsync(vm.HostPath(Tool), TestContext.Current.CancellationToken));
        Assert.Equal("old", await File.ReadAllTextAsync(vm.HostPath(Other), TestContext.Current.CancellationToken));
        var registry = await vm.RegistryAsync();
        Assert.Equal("new", registry.Text(RunKey, RunName));
        Assert.Equal(1u, registry.Number(@"SOFTWARE\XCP-ng", "ToolsFeatureInstalled"));
        Assert.Null(registry.Value(ForceUnplug, "DISKS"));
    }

    private static async Task WriteAsync(Vm vm, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(vm.HostPath(path))!);
        await File.WriteAllTextAsync(vm.HostPath(path), text, TestContext.Current.CancellationToken);
    }

    /// <summary>Without their numbers.</summary>
    private static List<string> Steps(Run run) => [.. run.Output.Split('\n').Where(line => line.Length > 6 && char.IsAsciiDigit(line[3]) && line[4] == '.').Select(line => line[6..].TrimEnd())];
}
