using CsCheck;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Tests.Agent;

/// <summary>Our side of the protocol against the real xenstored.</summary>
public sealed class The_store
{
    [Fact]
    public async Task Gives_back_every_text_that_was_written()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        var text = Gen.Int[1, 0xD7FF].Select(c => (char)c).Array[0, 600].Select(c => new string(c));
        Gen.Select(Gen.Char["abcXYZ019-_"].Array[1, 12].Select(c => new string(c)), text).Sample(
            (name, value) =>
            {
                client.Write($"data/{name}", value);
                return client.Read($"data/{name}") == value;
            },
            threads: 1);
    }

    [Fact]
    public async Task Holds_what_the_tools_of_the_host_read_and_write()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        client.Write("data/os_name", "Windows für alle");
        await store.HostToolAsync("xenstore-write", "/local/domain/0/control/shutdown", "reboot");

        Assert.Equal(@"Windows f\xc3\xbcr alle", (await store.HostToolAsync("xenstore-read", "/local/domain/0/data/os_name")).Trim());
        Assert.Equal("reboot", client.Read("control/shutdown"));
    }

    [Fact]
    public async Task Lists_the_keys_right_below_and_removes_all_of_them_with_theirs()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        client.Write("data/volumes/0/name", "C:");
        client.Write("data/volumes/1/name", "D:");

        Assert.Equal(["0", "1"], client.List("data/volumes").Order());
        client.Remove("data/volumes");
        Assert.Null(client.Read("data/volumes/0/name"));
    }

    [Fact]
    public async Task Takes_a_missing_key_for_nothing_and_not_for_an_error()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        client.Remove("no/such/key");

        Assert.Null(client.Read("no/such/key"));
        Assert.Empty(client.List("no/such/key"));
    }

    [Fact]
    public async Task Knows_who_may_use_a_key()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        client.Write("/local/domain/1/data", "");
        client.SetPermissions("/local/domain/1/data", [new(1, StoreAccess.None), new(0, StoreAccess.Read), new(2, StoreAccess.Read | StoreAccess.Write)]);

        Assert.Contains("(n1,r0,b2)", await store.HostToolAsync("xenstore-ls", "-p", "/local/domain/1"), StringComparison.Ordinal);
        Assert.Throws<XenStoreException>(() => client.SetPermissions("no/such/key", [new(1, StoreAccess.None)]));
    }

    [Fact]
    public async Task Is_never_asked_for_a_text_that_would_be_two()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();

        Assert.Throws<ArgumentException>(() => client.Read("data\0control"));
        Assert.Throws<ArgumentException>(() => client.Write("data/os_name", "a\0b"));
        Assert.Empty(client.List("data"));
    }

    [Fact]
    public async Task Refuses_a_path_with_a_space_and_goes_on()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();

        var error = Assert.Throws<XenStoreException>(() => client.Write("data/os name", "Windows"));

        Assert.Equal("Write data/os name: xenstored answered EINVAL.", error.Message);
        client.Write("data/os_name", "Windows");
    }

    [Fact]
    public async Task Is_not_believed_when_it_holds_something_that_is_no_text()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        await store.HostToolAsync("sh", "-c", @"xenstore-write /local/domain/0/control/shutdown ""$(printf 'reboot\377')""");

        Assert.Equal(XenStoreError.NotText, Assert.Throws<XenStoreException>(() => client.Read("control/shutdown")).Error);
    }
}
