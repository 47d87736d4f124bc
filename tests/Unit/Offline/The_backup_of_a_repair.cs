using System.Text;
using XenGuestTools.Core;
using XenGuestTools.Core.Offline;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Offline.Hives;

namespace XenGuestTools.Tests.Offline;

public sealed class The_backup_of_a_repair
{
    private const string Key = @"ControlSet001\Services\storahci";
    private static readonly Hive Clean = Of(MachineHistory.WithAhci.Machine);
    private static readonly OfflineBackup Backup = new(@"D:\Windows", "now", [new(Key, "Start", HiveData.Of(3), HiveData.Of(0), BootRule.NoDriverForBootDisk)]);

    [Fact]
    public void Puts_back_what_the_repair_has_changed() => Assert.Equal([$@"{Key}\Start: 0 -> 3"], Backup.UndoOn(Clean, force: false).Select(change => $"{change}"));

    [Fact]
    public void Leaves_out_what_is_back_already() => Assert.Empty(Backup.UndoOn(Clean.WithService("storahci", ServiceStart.Demand), force: false));

    [Fact]
    public void Is_refused_where_somebody_has_changed_a_value_since_unless_it_is_forced()
    {
        var changed = Clean.WithService("storahci", ServiceStart.Disabled);

        var error = Assert.Throws<OfflineException>(() => Backup.UndoOn(changed, force: false));

        Assert.StartsWith("XGT1334", error.Message, StringComparison.Ordinal);
        Assert.Contains($@"{Key}\Start", error.Message, StringComparison.Ordinal);
        Assert.Equal([$@"{Key}\Start: 4 -> 3"], Backup.UndoOn(changed, force: true).Select(change => $"{change}"));
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [""", "line 1")]
    [InlineData("null", "is not an object")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [] }""", "no changes")]
    [InlineData("""{ "windows": "W", "made": "M" }""", "'changes' is missing")]
    [InlineData("""{ "windows": "W", "changes": [] }""", "'made' is missing")]
    [InlineData("""{ "windows": "W", "made": 1, "changes": [] }""", "'made' is not a text")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": {} }""", "'changes' is not a list")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [1] }""", "'changes[0]' is not an object")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [], "more": [] }""", "'more' is not a field of this file")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [{ "name": "Start" }] }""", "'changes[0].key' is missing")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [{ "key": "k", "name": "n", "old": null, "new": null, "rule": "FilterDisabled2" }] }""", "'changes[0].rule' is none of the words")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [{ "key": "Setup", "name": "CmdLine", "old": null, "new": null, "rule": "FilterDisabled" }] }""", "changes nothing in 'Setup'")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [{ "key": "ControlSet001\\Services\\a", "name": "Start", "old": "4:0z" }] }""", "'4:0z' is no data")]
    [InlineData("""{ "windows": "W", "made": "M", "changes": [{ "key": "ControlSet001\\Services\\a", "name": "Start", "old": "dword:00" }] }""", "is no data")]
    public void Is_refused_when_it_is_not_one_of_ours(string json, string problem)
    {
        var error = Assert.Throws<OfflineException>(() => OfflineBackup.Read(Encoding.UTF8.GetBytes(json), "changes.json"));

        Assert.StartsWith("XGT1335: changes.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}

public sealed class The_data_of_a_value
{
    [Theory]
    [InlineData(4, "03000000", "3")]
    [InlineData(1, "610062000000", "\"ab\"")]
    [InlineData(2, "6100", "\"a\"")]
    [InlineData(7, "61000000620000000000", "[a, b]")]
    [InlineData(7, "6100", "[a]")]
    [InlineData(7, "", "[]")]
    [InlineData(4, "03", "type 4, 1 bytes")]
    [InlineData(3, "0102", "type 3, 2 bytes")]
    public void Is_shown_to_people(uint type, string hex, string text) => Assert.Equal(text, new HiveData(type, hex).ToString());

    [Fact]
    public void Is_written_as_Windows_writes_it()
    {
        Assert.Equal(new HiveData(4, "03000000"), HiveData.Of(3));
        Assert.Equal(new HiveData(7, "61000000620000000000"), HiveData.Of(["a", "b"]));
    }
}

public sealed class The_start_of_a_hive_file
{
    [Theory]
    [InlineData("regf", 7, 7, false)]
    [InlineData("regf", 8, 7, true)]
    [InlineData("WINE", 8, 7, false)]
    public void Says_whether_a_write_was_cut_off(string signature, int first, int second, bool unfinished) =>
        Assert.Equal(unfinished, HiveHeader.IsUnfinished([.. Encoding.ASCII.GetBytes(signature), .. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second)]));

    [Fact]
    public void That_is_cut_off_itself_says_nothing() => Assert.False(HiveHeader.IsUnfinished("regf"u8));
}

public sealed class The_image_of_a_driver
{
    [Theory]
    [InlineData(@"System32\drivers\a.sys", @"E:\Windows\System32\drivers\a.sys")]
    [InlineData(@"system32\DRIVERS\a.sys", @"E:\Windows\system32\DRIVERS\a.sys")]
    [InlineData(@"\SystemRoot\System32\drivers\a.sys", @"E:\Windows\System32\drivers\a.sys")]
    [InlineData(@"%SystemRoot%\System32\drivers\a.sys", @"E:\Windows\System32\drivers\a.sys")]
    [InlineData(@"\??\C:\Windows\System32\drivers\a.sys", @"E:\Windows\System32\drivers\a.sys")]
    [InlineData(@"\??\D:\WINDOWS\System32\drivers\a.sys", @"E:\Windows\System32\drivers\a.sys")]
    [InlineData(@"""C:\Program Files\Guard\a.sys""", @"E:\Program Files\Guard\a.sys")]
    [InlineData(@"\??\F:\Guard\a.sys", null)]
    [InlineData(@"\Device\HarddiskVolume3\Windows\System32\drivers\a.sys", null)]
    [InlineData(@"%ProgramData%\a.sys", null)]
    public void Is_looked_up_on_the_volume_of_that_Windows(string image, string? file)
    {
        Hive hive = new(Set, [Set], [new($@"{Set}\Services\a", "Start", HiveData.Of(0)), new($@"{Set}\Services\a", "ImagePath", HiveData.Of(image))], []);

        Assert.Equal(file, OfflineImage.PathOf(Assert.Single(OfflineImage.Of(hive.Values)), @"E:\Windows"));
    }

    [Fact]
    public void Is_the_file_of_its_name_where_none_is_given() =>
        Assert.Equal([@"System32\drivers\storahci.sys"], OfflineImage.Of([new($@"{Set}\Services\storahci", "Start", HiveData.Of(0))]));

    [Fact]
    public void Counts_as_there_in_the_spelling_of_its_service()
    {
        var hive = Of(MachineHistory.WithAhci.Machine).WithService("odd", ServiceStart.Boot).Put(@"Services\odd", "ImagePath", HiveData.Of(@"\Device\HarddiskVolume3\odd.sys"));

        Assert.Equal([(BootRule.BootServiceWithoutImage, "odd")], hive.Broken());
        Assert.Empty((hive with { Images = [.. hive.Images, .. OfflineImage.Of(hive.Values)] }).Broken());
    }
}
