using System.Text.Json;
using XenGuestTools.Build;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Drivers;

public sealed class The_store_of_driver_packages : IAsyncLifetime
{
    private readonly Checkout checkout = new();

    public async ValueTask InitializeAsync()
    {
        SomePackages.Write(checkout.Source("all"), SomePackages.Files());
        Assert.Equal(0, await checkout.AddAsync(checkout.Source("all")));
    }

    [Fact]
    public async Task Gives_back_the_list_byte_by_byte_when_all_is_removed()
    {
        using Checkout untouched = new();
        Assert.Equal(0, await checkout.Commands().RemoveAsync([], all: true));

        Assert.Equal(untouched.ListText(), checkout.ListText());
        Assert.Empty(Directory.EnumerateFileSystemEntries(checkout.Here.DriverStore));
    }

    [Fact]
    public async Task Changes_the_record_of_a_package_and_no_other_line()
    {
        var before = checkout.ListText().Split('\n');
        SomePackages.Write(checkout.Source("bus/xenbus/x64"), SomePackages.Package("xenbus", "9.1.0.200", "Example"));
        await checkout.AddAsync(checkout.Source("bus"));
        var after = checkout.ListText().Split('\n');

        Assert.Equal(before.Length, after.Length);
        var changed = before.Zip(after).Where(pair => pair.First != pair.Second).Select(pair => pair.Second.Trim().Split(':')[0]);
        Assert.Equal(["\"version\"", "\"source\"", "\"xenbus.inf\""], changed);
    }

    [Fact]
    public async Task Removes_nothing_when_one_name_is_not_there()
    {
        var before = checkout.State();
        foreach (var names in new[] { new[] { "xenbus", "xenfoo" }, [] })
        {
            var error = await Assert.ThrowsAsync<BuildException>(() => checkout.Commands().RemoveAsync(names, all: false));
            Assert.Contains("XGD2116", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, checkout.State());
    }

    [Fact]
    public async Task Lists_what_is_recorded_changed_missing_not_recorded_and_none()
    {
        await checkout.Commands().RemoveAsync(["xennet", "xenvbd"], all: false);
        ChangeAFile();
        Directory.Delete(Path.Combine(checkout.Here.DriverStore, "xeniface"), recursive: true);
        SomePackages.Write(Path.Combine(checkout.Here.DriverStore, "xenvbd"), SomePackages.Package("xenvbd", "9.1.0.114", "Example"));

        Assert.Equal(0, checkout.Commands().List(json: true));
        using var listed = JsonDocument.Parse(checkout.Output);
        Assert.Equal(["recorded", "none", "not recorded", "missing", "changed"], listed.RootElement.EnumerateArray().Select(p => p.GetProperty("state").GetString()));
        Assert.Equal(0, checkout.Commands().List(json: false));
        Assert.Contains("not recorded", checkout.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_as_it_was_when_the_record_can_not_be_written()
    {
        var before = checkout.State();
        var scratch = Directory.CreateDirectory(checkout.Source("scratch")).FullName;
        var next = Directory.CreateDirectory(Path.Combine(scratch, "next")).FullName;

        Assert.Throws<IOException>(() => StoreChange.Apply(checkout.Here.DriverStore, new Dictionary<string, string?> { ["xenbus"] = next, ["xenvif"] = null }, scratch, () => throw new IOException("full")));
        Assert.Equal(before, checkout.State());
    }

    [Fact]
    public void Verifies_with_0_and_as_JSON_with_lower_case_words()
    {
        Assert.Equal(0, checkout.Commands().Verify(null, json: true, allowOlder: false));

        using var report = JsonDocument.Parse(checkout.Output);
        Assert.True(report.RootElement.GetProperty("ok").GetBoolean());
        var bus = report.RootElement.GetProperty("packages").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "xenbus");
        Assert.Equal("self-signed", bus.GetProperty("signature").GetProperty("kind").GetString());
        Assert.Equal(["xenbus.cat", "xenbus.inf", "xenbus.sys"], bus.GetProperty("files").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
    }

    [Fact]
    public void Verifies_with_2_when_a_file_is_not_the_recorded_one()
    {
        ChangeAFile();

        Assert.Equal(2, checkout.Commands().Verify(null, json: true, allowOlder: false));
        using var report = JsonDocument.Parse(checkout.Output);
        var finding = Assert.Single(report.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(("XGD2115", "error", "xenbus.sys"), (finding.GetProperty("code").GetString(), finding.GetProperty("severity").GetString(), finding.GetProperty("file").GetString()));
    }

    [Fact]
    public void Verifies_another_folder_when_it_is_named_and_an_empty_one_is_an_error()
    {
        checkout.Drivers = Directory.CreateDirectory(checkout.Source("empty")).FullName;
        Assert.Contains("XGD2117", Assert.Throws<BuildException>(() => checkout.Commands().Verify(null, json: false, allowOlder: false)).Message, StringComparison.Ordinal);

        checkout.Drivers = checkout.Source("all");
        Assert.Equal(0, checkout.Commands().Verify(null, json: false, allowOlder: false));
        Assert.Contains("self-signed", checkout.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Passes_the_options_on_to_the_proof()
    {
        ProofOptions? seen = null;
        checkout.Proof = (packages, options) => SomePackages.InfsAlone(packages, seen = options);

        checkout.Commands(allowTestSigning: true).Verify(null, json: true, allowOlder: true);
        Assert.True(seen!.AllowTestSigning && seen.AllowOlder);
        checkout.Commands().Verify(null, json: true, allowOlder: false);
        Assert.False(seen.AllowTestSigning || seen.AllowOlder);
    }

    [Fact]
    public void Becomes_a_page_that_encodes_every_text()
    {
        const string evil = "<script>alert('x')</script>";
        checkout.Proof = (packages, options) => SomePackages.InfsAlone(packages, options) is var report
            ? new([.. report.Packages.Select(p => p with { Provider = evil, HardwareIds = [evil], Signature = new(SignatureKind.Test, evil, evil, DateTimeOffset.UnixEpoch) })], [new("XGD2031", Severity.Warning, "xenbus", evil, 7, evil, evil)])
            : report;
        var page = Path.Combine(checkout.Here.Out, "drivers.html");

        Assert.Equal(0, checkout.Commands().Verify(page, json: true, allowOlder: false));
        var html = File.ReadAllText(page);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("XGD2031", html, StringComparison.Ordinal);
        Assert.Contains("They may be packaged, for tests only.", html, StringComparison.Ordinal);
        Assert.All(DriverList.Read(checkout.Here).Packages.SelectMany(p => p.Files.Values), hash => Assert.Contains(hash, html, StringComparison.Ordinal));
        Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
    }

    private void ChangeAFile() => File.AppendAllText(Path.Combine(checkout.Here.DriverStore, "xenbus", "xenbus.sys"), "x");

    public ValueTask DisposeAsync()
    {
        checkout.Dispose();
        return ValueTask.CompletedTask;
    }
}
