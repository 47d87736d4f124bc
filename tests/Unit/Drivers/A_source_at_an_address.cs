using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using XenGuestTools.Build;
using XenGuestTools.Build.Archives;
using XenGuestTools.Build.Drivers;

namespace XenGuestTools.Tests.Drivers;

public sealed class A_source_at_an_address : IDisposable
{
    private static readonly byte[] Content = Archives.Tar(SomePackages.Files());
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content));

    private readonly Checkout checkout = new();
    private readonly HttpListener server = new();
    private readonly string address;
    private readonly Task serving;

    public A_source_at_an_address()
    {
        using (TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        server.Prefixes.Add(address);
        server.Start();
        serving = ServeAsync();
    }

    [Fact]
    public async Task With_its_hash_behind_it_is_fetched_and_recorded_so_that_it_can_be_given_again()
    {
        var source = $"{address}xen.tar#sha256={Hash}";

        Assert.Equal(0, await checkout.AddAsync(source));
        Assert.All(DriverList.Read(checkout.Here).Packages, p => Assert.Equal(source, p.Source!.OriginalString));
        Assert.Contains("fetched 100 %", checkout.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_its_hash_in_an_option_is_fetched() =>
        Assert.Equal(0, await checkout.Commands().AddAsync([address + "xen.tar"], [Hash.ToUpperInvariant()], allowOlder: false, TestContext.Current.CancellationToken));

    [Fact]
    public async Task With_another_hash_is_refused() =>
        Assert.Contains("XGD2113", await checkout.RefusalAsync($"{address}xen.tar#sha256={new string('0', 64)}"), StringComparison.Ordinal);

    [Fact]
    public async Task That_is_not_there_is_refused() =>
        Assert.Contains("XGD2112", await checkout.RefusalAsync($"{address}nothing.tar#sha256={Hash}"), StringComparison.Ordinal);

    [Fact]
    public async Task That_nobody_answers_at_is_refused()
    {
        server.Stop();
        Assert.Contains("XGD2112", await checkout.RefusalAsync($"{address}xen.tar#sha256={Hash}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_is_too_big_is_refused()
    {
        checkout.Limits = new UnpackLimits(1000, 10);
        Assert.Contains("XGD2104", await checkout.RefusalAsync($"{address}xen.tar#sha256={Hash}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_says_nothing_for_too_long_is_given_up()
    {
        Download download = new(long.MaxValue, _ => { }) { Silence = TimeSpan.FromMilliseconds(200) };
        var error = await Assert.ThrowsAsync<BuildException>(() => download.FetchAsync(new SourceArgument(address + "silence", Hash), checkout.Sources, TestContext.Current.CancellationToken));
        Assert.Contains("XGD2112", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://example.org/xen.tar", "XGD2111")]
    [InlineData("https://example.org/xen.tar#sha256=12", "XGD2111")]
    [InlineData("https://example.org/xen.tar#top", "XGD2111")]
    [InlineData("ftp://example.org/xen.tar", "XGD2110")]
    [InlineData("https://me:secret@example.org/xen.tar", "XGD2110")]
    public async Task Without_a_hash_or_of_another_kind_is_refused_before_anything_is_fetched(string source, string code) =>
        Assert.Contains(code, await checkout.RefusalAsync(source), StringComparison.Ordinal);

    [Fact]
    public void Is_not_an_empty_word() => Assert.Contains("XGD2100", Assert.Throws<BuildException>(() => SourceArgument.Parse([" "], [])).Message, StringComparison.Ordinal);

    [Fact]
    public void Takes_the_hashes_in_the_order_of_the_addresses_that_have_none()
    {
        var one = new string('1', 64);
        var two = new string('2', 64);
        var sources = SourceArgument.Parse(["folder", "https://example.org/a.tar", $"https://example.org/b.tar#sha256={Hash}", "https://example.org/c.tar"], [one, two]);

        Assert.Equal([null, one, Hash, two], sources.Select(source => source.Sha256));
        Assert.Contains("XGD2111", Assert.Throws<BuildException>(() => SourceArgument.Parse(["folder"], [one])).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        server.Close();
        Assert.True(serving.Wait(TimeSpan.FromSeconds(5)));
        checkout.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await server.GetContextAsync();
                if (context.Request.RawUrl == "/silence")
                {
                    continue; // it is answered when the server closes
                }

                if (context.Request.RawUrl == "/xen.tar")
                {
                    context.Response.ContentLength64 = Content.Length;
                    await context.Response.OutputStream.WriteAsync(Content);
                }
                else
                {
                    context.Response.StatusCode = 404;
                }

                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // the server was closed, or the client has hung up
        }
    }
}
