using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>Drivers do not run under Wine. What they write when they do, and what Windows writes once it has started from their disk, is planted between installation and removal.</summary>
public sealed class A_removal
{
    private const string Ahci = @"PCI\VEN_8086&DEV_2922\3";
    private const string Sas = @"PCI\VEN_1000&DEV_0054\4";
    private const string Storage = "{4d36e96a-e325-11ce-bfc1-08002be10318}";
    private const string Scsi = "{4d36e97b-e325-11ce-bfc1-08002be10318}";
    private const string SystemClass = "{4d36e97d-e325-11ce-bfc1-08002be10318}";
    private static readonly string[] Sets = ["CurrentControlSet", "ControlSet002"];

    [Fact]
    public async Task After_windows_has_run_on_its_xen_disk_leaves_the_machine_as_it_was_before_the_installation()
    {
        await using var vm = await WithAnotherControlSet(XenVm().WithChildDevices()
            .WithDevice(Ahci, [@"PCI\VEN_8086&DEV_2922&REV_02"], [@"PCI\CC_010601"], "SATA controller")
            .WithKey(@"SYSTEM\CurrentControlSet\Enum\" + Ahci, ("ClassGUID", Storage.ToUpperInvariant()), ("Class", "HDC"), ("Service", "storahci"))
            .WithDevice(Sas, [@"PCI\VEN_1000&DEV_0054"], [], "A storage controller of another vendor")
            .WithKey(@"SYSTEM\CurrentControlSet\Enum\" + Sas, ("ClassGUID", Scsi.ToUpperInvariant()), ("Class", "SCSIAdapter"), ("Service", "othersas"))
            .WithKey(@"SYSTEM\CurrentControlSet\Services\PartMgr\Parameters", ("SanPolicy", 3u))
            .WithKey(@"SYSTEM\CurrentControlSet\Services\Disk", ("TimeOutValue", 60u)))
            .StartAsync("removal-used");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        (await vm.SetupAsync("-quiet")).MustSucceed();
        Assert.Equal(1u, (await vm.RegistryAsync()).Number(@"SYSTEM\CurrentControlSet\Services\PartMgr\Parameters", "SanPolicy"));
        await RunOnTheXenDiskAsync(vm);

        (await vm.SetupAsync("-quiet", "-uninstall")).MustSucceed();

        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.RemovedNode);
    }

    /// <summary>Both sets have the drivers of the emulated disk and of another vendor's controller, and another vendor's filter. Wine has no note of which set is the current one.</summary>
    private static MachineBuilder WithAnotherControlSet(MachineBuilder machine) => Sets.Aggregate(machine.WithKey(@"SYSTEM\Select", ("Current", 1u)), (next, set) => next
        .WithKey($@"SYSTEM\{set}\Services\storahci", ("Start", 0u), ("Type", 1u), ("ImagePath", @"System32\drivers\storahci.sys"))
        .WithKey($@"SYSTEM\{set}\Services\othersas", ("Start", 0u), ("Type", 1u), ("ImagePath", @"System32\drivers\othersas.sys"))
        .WithKey($@"SYSTEM\{set}\Services\otherfilt", ("Start", 0u), ("Type", 1u), ("ImagePath", @"System32\drivers\otherfilt.sys"))
        .WithKey($@"SYSTEM\{set}\Control\Class\{Storage}", ("Class", "HDC"))
        .WithKey($@"SYSTEM\{set}\Control\Class\{SystemClass}", ("UpperFilters", new[] { "otherfilt" })));

    private static async Task RunOnTheXenDiskAsync(Vm vm)
    {
        foreach (var set in Sets)
        {
            foreach (var (key, value, type, data) in ((string, string, string, string)[])
            [
                (@"Services\XEN\Unplug", "DISKS", "REG_DWORD", "1"),
                (@"Services\XEN\Unplug", "NICS", "REG_DWORD", "1"),
                (@"Services\XEN\ForceUnplug", "DISKS", "REG_DWORD", "1"),
                (@"Services\storahci\StartOverride", "0", "REG_DWORD", "3"),
                (@"Services\othersas\StartOverride", "0", "REG_DWORD", "3"),
                (@"Services\storahci", "Start", "REG_DWORD", "3"),
                ($@"Control\Class\{SystemClass}", "UpperFilters", "REG_MULTI_SZ", @"XENFILT\0otherfilt"),
                ($@"Control\Class\{Storage}", "UpperFilters", "REG_MULTI_SZ", "XENFILT"),
            ])
            {
                (await vm.RunAsync("reg", "add", $@"""HKLM\SYSTEM\{set}\{key}""", "/v", value, "/t", type, "/d", data, "/f")).MustSucceed();
            }
        }

        // The other set was the current one when the drivers were installed.
        foreach (var service in (string[])["xenbus", "xenfilt", "xenvbd"])
        {
            (await vm.RunAsync("reg", "copy", $@"HKLM\SYSTEM\CurrentControlSet\Services\{service}", $@"HKLM\SYSTEM\ControlSet002\Services\{service}", "/s", "/f")).MustSucceed();
        }
    }
}
