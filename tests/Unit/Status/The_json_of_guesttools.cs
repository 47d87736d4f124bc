using System.Text.Json.Nodes;
using NJsonSchema;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Offline;
using XenGuestTools.Core.Windows;
using XenGuestTools.Core.Windows.Cleaning;
using XenGuestTools.GuestTools;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Status.StatusMachines;

namespace XenGuestTools.Tests.Status;

/// <summary>What the commands write fits the schemas of docs/schemas, and the schemas are strict: what they lack, or have invented, fails here.</summary>
public sealed class The_json_of_guesttools
{
    public static TheoryData<string, string> Written => new()
    {
        { "status", GuestStatusJson.Of(Of(Healthy)) },
        { "status", GuestStatusJson.Of(Of(Healthy with { RestartWaiters = RestartWaiters.Servicing | RestartWaiters.WindowsUpdate }, _ => ServiceState.StartPending, "xenvbd")) },
        { "status", GuestStatusJson.Of(Of(Machines.XenVm) with { Disks = [], Nics = [new("PCI device", null, null, null, default)] }) },
        { "check", JsonText.Of(json => CommandJson.Write([], json)) },
        { "check", JsonText.Of(json => CommandJson.Write(Checks.Run(Machines.XenVm with { Devices = [Machines.VendorDevice()] }, Machines.Vendors, Machines.Options), json)) },
        { "network", JsonText.Of(json => CommandJson.Write(@"C:\saved.json", ["Ethernet (02-00-00-00-00-01)"], [], json)) },
        { "network", JsonText.Of(json => CommandJson.Write(new NetworkResult(@"C:\saved.json", [new("02-00-00-00-00-01", "Ethernet", NetworkVerdict.NameTaken)], ["a"], [], ["b"]), json)) },
        { "clean", JsonText.Of(json => CleanJson.Write([new DeleteKey(@"SOFTWARE\XCP-ng"), new DeleteTask("Copy-XenVifSettings")], json)) },
        { "clean", JsonText.Of(json => CleanJson.Write([], json)) },
        { "clean", JsonText.Of(json => CleanJson.Write(new CleanResult(CleanVerdict.Remains, @"C:\backup", ["The uninstaller failed."], ["Delete it."], Restarting: false), json)) },
        { "clean", JsonText.Of(json => CleanJson.Write(new CleanResult(CleanVerdict.RestartNeeded, @"C:\backup", [], [], Restarting: true), json)) },
        { "offline", OfflineJson.Write(new OfflineResult("1.2.3", @"D:\Windows", "ControlSet001", ["ControlSet001"], [Broken], [new(@"ControlSet001\Services\storahci", "Start", HiveData.Of(3), HiveData.Of(0), Broken.Rule)], true, @"D:\backup", [Broken])) },
    };

    private static BootViolation Broken => new(Enum.GetValues<BootRule>()[0], "xenfilt", "ControlSet001");

    [Theory]
    [MemberData(nameof(Written))]
    public async Task Fits_its_schema(string command, string json)
    {
        var errors = (await Schema(command)).Validate(json);

        Assert.True(errors.Count == 0, string.Join(Environment.NewLine, errors));
    }

    /// <summary>Whatever is taken out of it, or put into it, anywhere: then it does not fit any more. So each field is required, and no other is allowed.</summary>
    [Theory]
    [MemberData(nameof(Written))]
    public async Task Does_not_fit_with_a_field_more_or_less(string command, string json)
    {
        var schema = await Schema(command);
        var tried = 0;
        foreach (var path in Objects(JsonNode.Parse(json)!))
        {
            var more = JsonNode.Parse(json)!;
            At(more, path)["invented"] = 1;
            Assert.True(schema.Validate(more.ToJsonString()).Count > 0, $"{path}.invented is allowed");
            foreach (var name in At(more, path).Select(p => p.Key).Where(n => n != "invented").ToList())
            {
                var less = JsonNode.Parse(json)!;
                At(less, path).Remove(name);
                Assert.True(schema.Validate(less.ToJsonString()).Count > 0, $"{path}.{name} may be missing");
                tried++;
            }
        }

        Assert.True(tried > 2);
    }

    [Theory]
    [InlineData("state", "Splendid")]
    [InlineData("disks[0].attachment", "Virtual")]
    [InlineData("drivers[0].services[0].start", "Never")]
    [InlineData("security[0].verdict", "Fine")]
    public async Task Does_not_fit_with_a_word_that_is_not_among_those_of_the_schema(string field, string word)
    {
        var json = JsonNode.Parse(GuestStatusJson.Of(Of(Healthy)))!;
        var at = field.LastIndexOf('.');
        At(json, at < 0 ? "$" : "$." + field[..at])[field[(at + 1)..]] = word;

        Assert.NotEmpty((await Schema("status")).Validate(json.ToJsonString()));
    }

    [Fact]
    public void Keeps_device_IDs_and_names_readable()
    {
        var json = GuestStatusJson.Of(Of(Healthy) with { Nics = [new("Überlandnetz", null, null, null, default)] });

        Assert.Contains("VEN_XP0001&DEV_VBD", json, StringComparison.Ordinal);
        Assert.Contains("Überlandnetz", json, StringComparison.Ordinal);
    }

    private static Task<JsonSchema> Schema(string command) => JsonSchema.FromFileAsync(Path.Combine(Repository.Folder, "docs", "schemas", command + ".schema.json"));

    private static IEnumerable<string> Objects(JsonNode node) => node switch
    {
        JsonObject json => json.SelectMany(p => p.Value is null ? [] : Objects(p.Value)).Prepend(json.GetPath()),
        JsonArray array => array.SelectMany(item => item is null ? [] : Objects(item)),
        _ => [],
    };

    /// <param name="path">As <see cref="JsonNode.GetPath"/> writes it.</param>
    private static JsonObject At(JsonNode root, string path)
    {
        var node = root;
        foreach (var step in path.Split('.', '[', ']').Skip(1).Where(s => s.Length > 0))
        {
            node = int.TryParse(step, out var index) ? node![index] : node![step];
        }

        return node!.AsObject();
    }
}
