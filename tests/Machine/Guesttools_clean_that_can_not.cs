using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>A clean-up that may not begin, or can't save what it would remove: it says why, and the tools are as they were.</summary>
public sealed class Guesttools_clean_that_can_not
{
    private const string Tools = @"SOFTWARE\XCP-ng";
    private const string Product = @"C:\ProgramData\Xen Guest Tools";
    private const string Folder = Product + @"\Clean";

    [Fact]
    public async Task Have_the_rights_of_an_administrator_asks_for_them()
    {
        var run = await CleanAsync("no-administrator", "administrator");

        Assert.Contains("XGT1307", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("others than SYSTEM and the administrators have, or had, access to it")]
    [InlineData("it is a file")]
    public async Task Trust_the_folder_for_its_backup_says_why(string reason)
    {
        var run = await CleanAsync("bad-folder", null, async vm =>
        {
            (await vm.RunAsync(vm.Product.GuestTools, "undo")).MustEndWith(11); // makes the folder
            Directory.Delete(vm.HostPath(Folder), recursive: true);
            (await vm.RunAsync("cmd", "/c", reason == "it is a file" ? $"\"echo x>\"{Folder}\"\"" : $"mkdir \"{Folder}\"")).MustSucceed();
        });

        Assert.Contains($"XGT1302: The folder {Folder} is not used, because {reason}.", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Go_on_after_a_restart_says_what_windows_refuses()
    {
        var run = await CleanAsync("no-service", "service=XenGuestToolsClean");

        Assert.Contains("XGT1306", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_something_for_lack_of_room_leaves_it()
    {
        string? small = null;
        try
        {
            var run = await CleanAsync("no-room", null, async vm =>
            {
                (await vm.RunAsync(vm.Product.GuestTools, "undo")).MustEndWith(11);
                await vm.RegistryAsync(); // switched off
                await SmallDisk.MountAsync(vm.HostPath(Folder), freePages: 1); // for the log
                small = vm.HostPath(Folder);
            }, async vm =>
            {
                await vm.RegistryAsync();
                await SmallDisk.UnmountAsync(small!);
                small = null;
            });

            Assert.Contains("XGT1301", run.Errors, StringComparison.Ordinal);
        }
        finally
        {
            if (small is not null)
            {
                await SmallDisk.UnmountAsync(small);
            }
        }
    }

    /// <param name="what">What the program lacks: lacking.c; null for nothing.</param>
    private static async Task<Run> CleanAsync(string name, string? what, Func<Vm, Task>? prepare = null, Func<Vm, Task>? afterwards = null)
    {
        const string Runner = @"C:\lacking.exe";
        await using var vm = await XenVm().WithXcpNgTools9().StartAsync("clean-" + name);
        await vm.SettleAsync();
        if (prepare is not null)
        {
            await prepare(vm);
        }

        string[] clean = ["clean", "--thorough", "--yes"];
        if (what is not null)
        {
            await CProgram.CompileAsync("lacking", vm.HostPath(Runner));
        }

        var run = what is null ? await vm.RunAsync(vm.Product.GuestTools, clean) : await vm.RunAsync(Runner, [what, vm.WindowsPath(vm.Product.GuestTools), .. clean]);
        if (afterwards is not null)
        {
            await afterwards(vm);
        }

        run.MustEndWith(1);
        Assert.True((await vm.RegistryAsync()).Has(Tools));
        return run;
    }
}
