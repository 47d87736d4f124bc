using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The other tests are worth as much as this: planting plants, exit codes come through, and a difference is seen exactly when there is one.</summary>
public sealed class The_harness
{
    private const string Key = @"SOFTWARE\Harness";

    [Fact]
    public async Task Shows_no_difference_where_nothing_happened()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("harness-nothing");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();

        await vm.RunAsync("msiexec", "/x", "{00000000-1111-2222-3333-444444444444}", "/qn");
        await vm.RunAsync("sc", "query");

        before.MustEqual(await vm.SnapshotAsync());
    }

    [Fact]
    public async Task Names_each_added_and_changed_thing()
    {
        await using var vm = await OtherMachine().WithKey(Key, ("Old", "1"), ("Kept", 7u)).StartAsync("harness-differences");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();

        await vm.RunAsync("reg", "add", @"HKLM\SOFTWARE\Harness\New", "/f");
        await vm.RunAsync("reg", "add", @"HKLM\SOFTWARE\Harness", "/v", "Old", "/d", "2", "/f");
        await vm.RunAsync("cmd", "/c", "mkdir", @"C:\harness");

        Assert.Equal(
            [@"file \harness: added, folder", $@"registry Software\Harness\New\: added, key", $@"registry Software\Harness\New\(default): added, """"", $@"registry Software\Harness\Old: was ""1"", is ""2"""],
            before.DifferencesTo(await vm.SnapshotAsync()));
    }

    [Fact]
    public async Task Plants_what_windows_then_reads()
    {
        string[] list = ["a", @"b\c", "d&e"];
        await using var vm = await OtherMachine().WithKey(Key, ("List", list), ("Number", 0xC0005853u), ("Bytes", new byte[] { 1, 0xFE })).StartAsync("harness-planting");

        var seen = await vm.RunAsync("reg", "query", @"HKLM\SOFTWARE\Harness");
        var registry = await vm.RegistryAsync();

        Assert.Contains(@"a\0b\c\0d&e", seen.Output, StringComparison.Ordinal);
        Assert.Contains("0xc0005853", seen.Output, StringComparison.Ordinal);
        Assert.Equal(list, registry.Value(Key, "List"));
        Assert.Equal(new byte[] { 1, 0xFE }, registry.Value(Key, "Bytes"));
    }

    [Fact]
    public async Task Passes_exit_codes_through_in_full()
    {
        await using var vm = await OtherMachine().StartAsync("harness-exit-code");

        (await vm.RunAsync("cmd", "/c", "exit", "3010")).MustEndWith(3010);
        (await vm.RunAsync("msiexec", "/x", "{00000000-1111-2222-3333-444444444444}", "/qn")).MustEndWith(1605);
    }

    [Fact]
    public void Knows_the_form_of_windows_installers_key_names() =>
        Assert.Equal("00002109030000000000000000F01FEC", OtherTools.Packed(new("90120000-0030-0000-0000-0000000FF1CE"))); // Office 2007
}
