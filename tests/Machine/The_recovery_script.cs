using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// recover.cmd, run by Wine's cmd with answers on its input, as an administrator types them in the recovery environment. guesttools is the real one; dism and bcdedit, which Wine does not have, are programs that write
/// down what they were asked.
/// </summary>
public sealed class The_recovery_script
{
    private const int Fine = 0;
    private const int Failed = 1;
    private const int NothingThere = 2;
    private const int Left = 3;
    private const string Cd = @"C:\cd";

    [Fact]
    public async Task Lets_windows_start_from_the_emulated_disk()
    {
        await using var vm = await StartAsync("emulated");
        var hive = await MountAsync(vm, 'D', new OfflineWindows(@"C:\volume-D\Windows").Without("xenvbd"));

        var run = await RunAsync(vm, "1");

        run.MustEndWith(Fine);
        Assert.Contains("Repaired.", run.Output, StringComparison.Ordinal);
        Assert.Contains("repair or remove Xen Guest Tools, then run this again and choose 3", run.Output, StringComparison.Ordinal);
        Assert.Null(WineRegistryFile.Read(hive).Value(@"ControlSet001\Services\storahci\StartOverride", "0"));
        Assert.Equal(["/set {default} loadoptions XEN:BOOT_EMULATED=TRUE"], Asked(vm, "bcdedit"));
        Assert.Empty(Asked(vm, "dism"));
    }

    [Fact]
    public async Task Gives_windows_both_drivers_in_one_call_and_cleans_up()
    {
        await using var vm = await StartAsync("drivers");
        await MountAsync(vm, 'D', new OfflineWindows(@"C:\volume-D\Windows"));

        (await RunAsync(vm, "2")).MustEndWith(Fine);

        var both = vm.HostPath(@"C:\work\xgt-recover");
        Assert.Equal([@"/Image:D:\ /Add-Driver /Driver:""C:\work\xgt-recover"" /Recurse"], Asked(vm, "dism"));
        Assert.False(Directory.Exists(both));
        Assert.Empty(Asked(vm, "bcdedit"));

        await File.WriteAllTextAsync(vm.HostPath(Cd + @"\dism.exe.fails"), "", TestContext.Current.CancellationToken);
        var failed = await RunAsync(vm, "2");
        failed.MustEndWith(Failed);
        Assert.Contains("That did not work", failed.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(both));
    }

    [Fact]
    public async Task Takes_the_start_option_away_and_says_when_that_fails()
    {
        await using var vm = await StartAsync("normal");
        var hive = await MountAsync(vm, 'D', new OfflineWindows(@"C:\volume-D\Windows"));
        var before = await File.ReadAllBytesAsync(hive, TestContext.Current.CancellationToken);

        (await RunAsync(vm, "3")).MustEndWith(Fine);
        Assert.Equal(["/deletevalue {default} loadoptions"], Asked(vm, "bcdedit"));

        await File.WriteAllTextAsync(vm.HostPath(Cd + @"\bcdedit.exe.fails"), "", TestContext.Current.CancellationToken);
        (await RunAsync(vm, "3")).MustEndWith(Failed);
        Assert.Equal(before, await File.ReadAllBytesAsync(hive, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Asks_again_after_an_answer_that_is_none_and_changes_nothing_when_it_is_left()
    {
        await using var vm = await StartAsync("answers");
        var hive = await MountAsync(vm, 'D', new OfflineWindows(@"C:\volume-D\Windows").Without("xenvbd"));
        var before = await File.ReadAllBytesAsync(hive, TestContext.Current.CancellationToken);

        foreach (var answer in new[] { "5", "11", "yes please" })
        {
            var run = await RunAsync(vm, answer);
            run.MustEndWith(Left);
            Assert.Equal(2, run.Output.Split("1, 2, 3 or 4?").Length - 1);
            Assert.EndsWith("Nothing was changed.", run.Output.TrimEnd(), StringComparison.Ordinal);
        }

        (await RunAsync(vm, "4")).MustEndWith(Left);
        Assert.Equal(before, await File.ReadAllBytesAsync(hive, TestContext.Current.CancellationToken));
        Assert.Empty(Asked(vm, "bcdedit").Concat(Asked(vm, "dism")));
    }

    [Fact]
    public async Task Asks_which_windows_where_there_are_two()
    {
        await using var vm = await StartAsync("two");
        await MountAsync(vm, 'D', new OfflineWindows(@"C:\volume-D\Windows"));
        await MountAsync(vm, 'F', new OfflineWindows(@"C:\volume-F\Windows"));

        var wrong = await RunAsync(vm, "Q");
        wrong.MustEndWith(Left);
        Assert.Contains("There is no Windows on Q:", wrong.Output, StringComparison.Ordinal);
        Assert.Equal(2, wrong.Output.Split("Windows is on more than one volume: DF").Length - 1);
        var one = await RunAsync(vm, "f:");
        one.MustEndWith(Left);
        Assert.Contains("Windows is on f:", one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_to_do_where_no_windows_or_no_drivers_are()
    {
        await using var vm = await StartAsync("nothing");
        await vm.RestartAsync();

        var none = await RunAsync(vm, "1");
        none.MustEndWith(NothingThere);
        Assert.Contains("manage-bde -unlock", none.Output, StringComparison.Ordinal);

        Directory.Delete(vm.HostPath(Cd + @"\Drivers\xenvbd"), recursive: true);
        var incomplete = await RunAsync(vm, "2");
        incomplete.MustEndWith(NothingThere);
        Assert.Contains(@"has no xenbus and xenvbd", incomplete.Output, StringComparison.Ordinal);
        Assert.Empty(Asked(vm, "dism"));
    }

    /// <summary>A machine with the CD in drive E.</summary>
    private static async Task<Vm> StartAsync(string name)
    {
        var vm = await XenVm().Is("a CD, and the folder of another Windows").StartAsync("recover-" + name);
        var cd = vm.HostPath(Cd);
        foreach (var driver in new[] { "xenbus", "xenvbd" })
        {
            var source = Path.Combine(BuiltProduct.Samples, driver, "x64");
            foreach (var file in Directory.GetFiles(source))
            {
                Copy(file, Path.Combine(cd, "Drivers", driver, "x64", Path.GetFileName(file)));
            }
        }

        Copy(vm.Product.GuestTools, Path.Combine(cd, "guesttools.exe"));
        var script = await File.ReadAllTextAsync(Path.Combine(BuiltProduct.Checkout.Root, "deploy", "recovery", "recover.cmd"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(cd, "recover.cmd"), script.ReplaceLineEndings("\r\n"), TestContext.Current.CancellationToken);
        Directory.CreateDirectory(vm.HostPath(@"C:\work"));
        var recorder = Path.Combine(cd, "bcdedit.exe");
        await CProgram.CompileAsync("recorder", recorder);
        Copy(recorder, Path.Combine(cd, "dism.exe"));
        Volume.Mount(vm, 'e', Cd);
        return vm;
    }

    private static async Task<string> MountAsync(Vm vm, char letter, OfflineWindows windows)
    {
        var hive = await windows.PlantAsync(vm);
        Volume.Mount(vm, char.ToLowerInvariant(letter), $@"C:\volume-{letter}");
        await vm.RestartAsync();
        return hive;
    }

    /// <summary>In the folder of the CD, where the two programs are found first. Wine's cmd takes one answer of a file; whatever is asked after it, nobody answers.</summary>
    private static async Task<Run> RunAsync(Vm vm, string answer)
    {
        await File.WriteAllTextAsync(vm.HostPath(@"C:\work\answers.txt"), answer + "\r\n", TestContext.Current.CancellationToken);
        return await vm.RunAsync("cmd", "/c", @"""set TEMP=C:\work&cd /d E:\&E:\recover.cmd <C:\work\answers.txt""");
    }

    /// <summary>What was asked of a program, call by call, without its name.</summary>
    private static IReadOnlyList<string> Asked(Vm vm, string program)
    {
        var log = vm.HostPath($@"{Cd}\{program}.exe.log");
        return File.Exists(log) ? [.. File.ReadAllLines(log).Select(line => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim())] : [];
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target);
    }
}
