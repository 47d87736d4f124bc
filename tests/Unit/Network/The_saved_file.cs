using System.Text;
using CsCheck;
using XenGuestTools.Core.Network;
using static XenGuestTools.Tests.Network.Adapters;

namespace XenGuestTools.Tests.Network;

public sealed class The_saved_file
{
    private const string Path = @"C:\saved.json";
    private static readonly SavedNetwork Saved = new(SavedNetwork.CurrentSchema, "install", "b", 1, [new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), true, Server)]);

    [Fact]
    public void Is_read_as_it_was_written() => Some.Sample(adapters =>
    {
        var json = SavedNetworkFile.Write(Saved with { Adapters = [.. adapters.Select(a => new SavedAdapter(DateTimeOffset.UnixEpoch, false, a))] }, Path);

        var read = SavedNetworkFile.Read(json, Path);

        Assert.Equal(json, SavedNetworkFile.Write(read, Path));
        Assert.All(read.Adapters.Zip(adapters), p => Assert.All(NetworkFacets.All, f => Assert.True(NetworkFacets.Same(f, p.First.Settings, p.Second) && NetworkFacets.Same(f, p.Second, p.First.Settings))));
        Assert.Equal(adapters.Select(a => (a.Mac, a.Interface)), read.Adapters.Select(a => (a.Settings.Mac, a.Settings.Interface)));
    });

    [Fact]
    public void Has_the_words_of_its_page() => Assert.All(
        Encoding.UTF8.GetString(SavedNetworkFile.Write(Saved, Path)).Split('"').Where((_, i) => i % 2 == 1).Where(w => w.Length > 0 && char.IsAsciiLetterLower(w[0]) && w.All(char.IsAsciiLetterOrDigit)).Where(w => w is not "b"),
        word => Assert.Contains($"`{word}`", File.ReadAllText(System.IO.Path.Combine(Core.Repository.Folder, "docs", "network.md")), StringComparison.Ordinal));

    [Theory]
    [InlineData("\"schema\": 1", "\"schema\": 2", "schema")]
    [InlineData("\"schema\": 1", "\"schema\": 1, \"scheme\": 1", "'scheme' is not a field")]
    [InlineData("\"schema\": 1", "\"schema\": 1, \"schema\": 1", "'schema' is there twice")]
    [InlineData("\"operation\": \"install\"", "\"operation\": \"look\"", "operation")]
    [InlineData("\"runs\": 1", "\"runs\": \"1\"", "'runs' is not a whole number")]
    [InlineData("\"runs\": 1", "\"runs\": 1.5", "'runs' is not a whole number")]
    [InlineData("\"runs\": 1", "\"runs\": 1,,", "line 5 is no JSON")]
    [InlineData("\"runs\": 1", "\"runs\": -1", "runs")]
    [InlineData("02-00-00-00-00-01", "02-00-00-00-00", "mac")]
    [InlineData("\"name\": \"LAN\"", "\"name\": \"a\\u0022b\"", "name")]
    [InlineData("\"name\": \"LAN\"", "\"name\": \"a\\nb\"", "name")]
    [InlineData("\"name\": \"LAN\"", "\"name\": null", "'adapters[0].settings.name' is not a text")]
    [InlineData("\"192.0.2.10\"", "\"192.0.2.10 & calc\"", "addresses of the ipv4")]
    [InlineData("\"192.0.2.10\"", "\"3221226\"", "addresses of the ipv4")]
    [InlineData("\"192.0.2.10\"", "\"2001:db8::1\"", "addresses of the ipv4")]
    [InlineData("\"prefix\": 24", "\"prefix\": 33", "addresses of the ipv4")]
    [InlineData("\"192.0.2.54\"", "\"192.0.2.53\"", "dnsServers of the ipv4")]
    [InlineData("\"fe80::1\"", "\"fe80::1%3\"", "gateways of the ipv6")]
    [InlineData("\"metric\": 15", "\"metric\": 0", "metric of the ipv4")]
    [InlineData("\"example.org\"", "\"example.org;x\"", "dnsSuffix")]
    [InlineData("\"netBios\": \"off\"", "\"netBios\": \"maybe\"", "netBios")]
    [InlineData("\"netBios\": \"off\"", "\"netBios\": 7", "netBios")]
    [InlineData("\"dhcp\": false", "\"dhcp\": true", "dhcp")]
    public void Is_refused_with_one_sentence_that_names_the_mistake(string text, string instead, string named)
    {
        var json = Encoding.UTF8.GetString(SavedNetworkFile.Write(Saved, Path)).Replace("\"Off\"", "\"off\"", StringComparison.Ordinal);
        Assert.Contains(text, json, StringComparison.Ordinal);

        var error = Assert.Throws<NetworkException>(() => SavedNetworkFile.Read(Encoding.UTF8.GetBytes(json.Replace(text, instead, StringComparison.Ordinal)), Path));

        Assert.StartsWith($"XGT1201: The saved network settings {Path} can't be used: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("""{"schema":1,"operation":"install","boot":"b","runs":0,"adapters":null}""")]
    [InlineData("""{"schema":1,"operation":"install","boot":"b","runs":0,"adapters":[null]}""")]
    [InlineData("""{"schema":1,"operation":"install","boot":"b","runs":0,"adapters":[{"savedAt":"2026-01-01T00:00:00Z","verified":false,"settings":null}]}""")]
    public void Is_refused_when_it_is_something_else(string json) =>
        Assert.Contains("XGT1201", Assert.Throws<NetworkException>(() => SavedNetworkFile.Read(Encoding.UTF8.GetBytes(json), Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Is_refused_when_it_is_too_large() =>
        Assert.Contains("KiB", Assert.Throws<NetworkException>(() => SavedNetworkFile.Read(new byte[SavedNetworkFile.MaximumSize + 1], Path)).Message, StringComparison.Ordinal);

    [Fact]
    public void Damaged_anywhere_is_refused_or_still_harmless()
    {
        var json = SavedNetworkFile.Write(Saved, Path);
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            var spoilt = (byte[])json.Clone();
            spoilt[place] = value;
            try
            {
                Assert.NotEmpty(SavedNetworkFile.Write(SavedNetworkFile.Read(spoilt, Path), Path));
            }
            catch (NetworkException e)
            {
                Assert.StartsWith("XGT1201", e.Message, StringComparison.Ordinal);
            }
        }, iter: 4000);
    }
}
