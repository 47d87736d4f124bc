using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The registry of the other Windows, or the room for a copy of it, is not to be had: it says why, and changes nothing.</summary>
public sealed class Guesttools_offline_that_can_not
{
    private const string Runner = @"C:\offline\lacking.exe";
    private const string Config = OfflineWindows.Folder + @"\System32\config";

    [Fact]
    public async Task Read_a_registry_that_another_program_has_open_says_so()
    {
        // The shell holds the file as the target of the output for as long as the program runs.
        var run = await OfflineAsync("in-use", $@"{{0}} >>{Config}\SYSTEM");

        Assert.Contains("XGT1326", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_the_registry_says_where_there_is_no_room()
    {
        var run = await OfflineAsync("no-copy", $@"set TMP={Config}\SYSTEM&set TEMP={Config}\SYSTEM&{{0}}");

        Assert.Contains("XGT1329", run.Errors, StringComparison.Ordinal);
        Assert.Contains("set TEMP=", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_a_backup_says_that_nothing_was_changed()
    {
        var run = await OfflineAsync("no-backup", "{0}", vm => File.WriteAllTextAsync(vm.HostPath(Config + @"\XenGuestToolsBackup"), "a file in place of the folder"));

        Assert.Contains("XGT1330", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SeBackupPrivilege")]
    [InlineData("SeRestorePrivilege")]
    public async Task Load_the_registry_for_lack_of_a_privilege_names_it(string privilege)
    {
        var run = await OfflineAsync("privilege-" + privilege, $"{Runner} {privilege} {{0}}", vm => CProgram.CompileAsync("lacking", vm.HostPath(Runner)));

        Assert.Contains($"XGT1322: This account may not load the registry of another Windows ({privilege}:", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unload_the_registry_says_what_is_left_to_do()
    {
        // So many services that a busy machine sees the hive loaded too.
        var windows = Enumerable.Range(0, 2000).Aggregate(new OfflineWindows(), (windows, service) => windows.Put($@"{OfflineWindows.Set}\Services\service{service}", ("Start", 3u)));

        var run = await OfflineAsync("still-loaded", $"{Runner} unloading {{0}}", vm => CProgram.CompileAsync("lacking", vm.HostPath(Runner)), windows);

        Assert.Matches(@"XGT1337: .* is still loaded as HKLM\\(XgtOffline\d+) .*reg unload HKLM\\\1'", run.Errors);
    }

    /// <param name="line">For cmd; {0} is the command.</param>
    private static async Task<Run> OfflineAsync(string name, string line, Func<Vm, Task>? prepare = null, OfflineWindows? windows = null)
    {
        await using var vm = await XenVm().Is("the folder of another Windows").StartAsync("offline-" + name);
        var hive = await (windows ?? new OfflineWindows()).Without("xenvbd").PlantAsync(vm);
        var before = await File.ReadAllBytesAsync(hive, TestContext.Current.CancellationToken);
        if (prepare is not null)
        {
            await prepare(vm);
        }

        var run = await vm.RunAsync("cmd", "/c", $"\"{string.Format(null, line, $"{vm.WindowsPath(vm.Product.GuestTools)} offline {OfflineWindows.Folder} --yes")}\"");

        run.MustEndWith(1);
        Assert.Equal(before, await File.ReadAllBytesAsync(hive, TestContext.Current.CancellationToken));
        return run;
    }
}
