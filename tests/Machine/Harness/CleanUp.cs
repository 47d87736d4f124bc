using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A clean-up of guesttools that waits for restarts of Windows.</summary>
public static class CleanUp
{
    private const string Folder = @"C:\ProgramData\Xen Guest Tools\Clean";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Of the latest one.</summary>
    public static string Log(Vm vm) => File.ReadAllText(Directory.EnumerateFiles(vm.HostPath(Folder), "log.txt", SearchOption.AllDirectories).Max(StringComparer.Ordinal)!);

    /// <summary>Restarts until the service has ended it: once, or a second time where a driver was still held at the first.</summary>
    public static async Task RestartUntilDoneAsync(Vm vm)
    {
        for (var restart = 1; IsWaiting(vm); restart++)
        {
            Assert.True(restart <= CleanState.MaximumRestarts, $"The clean-up wants more restarts than it promises: {Log(vm)}");
            var asked = RestartsAskedFor(vm);
            await vm.RestartAsync();
            for (var end = DateTime.UtcNow + Patience; IsWaiting(vm) && RestartsAskedFor(vm) == asked; await Task.Delay(200))
            {
                Assert.True(DateTime.UtcNow < end, $"The service has not gone on: {Log(vm)}");
            }
        }
    }

    /// <summary>Of any vendor: no service, no filter, no file, no package.</summary>
    public static void MustHaveNoDrivers(Vm vm, RegistryImage registry)
    {
        Assert.All((string[])["xenbus", "xenfilt", "xenbus_monitor", "xenvbd", "xenvif", "xennet", "xeniface", "xenagent"], service => Assert.Null(registry.Number($@"SYSTEM\CurrentControlSet\Services\{service}", "Start")));
        Assert.Null(registry.Value(@"SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug", "DISKS"));
        Assert.Null(registry.Value(@"SYSTEM\CurrentControlSet\Control\Class\{4d36e97d-e325-11ce-bfc1-08002be10318}", "UpperFilters"));
        Assert.Empty(Directory.EnumerateFiles(vm.HostPath(@"C:\windows\system32\drivers"), "xen*.sys"));
        Assert.All((string[])["oem*.inf", "xen*.inf"], packages => Assert.Empty(Directory.EnumerateFiles(vm.HostPath(@"C:\windows\inf"), packages)));
    }

    private static bool IsWaiting(Vm vm) => File.Exists(vm.HostPath(Folder + @"\state.txt"));

    private static int RestartsAskedFor(Vm vm) => Log(vm).Split("Windows has to be restarted").Length - 1;
}
