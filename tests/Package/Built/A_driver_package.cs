using XenGuestTools.Core;

namespace XenGuestTools.Tests.Package.Built;

/// <summary>What only the drivers' MSIs have: the driver package, and the actions that install and remove it.</summary>
public class A_driver_package
{
    public static TheoryData<string> Drivers => [.. Checkout.Drivers];

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Has_the_version_of_the_INF_that_it_carries(string driver)
    {
        var msi = Msi.Open(driver);
        var inf = DriverInf.From(InfFile.Parse(await msi.BinaryTextAsync("DriverInf")));

        Assert.Equal(inf.Version.ToString(), (await msi.PropertiesAsync())["ProductVersion"]);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Carries_every_file_of_the_INF_and_the_catalog(string driver)
    {
        var msi = Msi.Open(driver);
        var inf = DriverInf.From(InfFile.Parse(await msi.BinaryTextAsync("DriverInf")));
        var files = (await msi.TableAsync("File")).Select(f => Msi.LongName(f["FileName"]));

        Assert.Superset(inf.Files.Select(f => f.SourceName).Append(inf.CatalogFile).Append(driver + ".inf").ToHashSet(), files.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Of_a_sample_build_carries_the_sample_package_and_nothing_else(string driver)
    {
        var msi = Msi.Open(driver);
        Assert.SkipUnless((await msi.PropertiesAsync())["ProductName"].Contains("SAMPLE", StringComparison.Ordinal), "This is not a build from the sample packages.");
        var folder = Path.Combine(Checkout.Paths.Artifacts, "samples", driver, "x64");

        Assert.Equal(
            Directory.GetFiles(folder).Select(f => (Path.GetFileName(f), new FileInfo(f).Length)).Order(),
            (await msi.TableAsync("File")).Where(f => f["Component_"] != "GuestTools").Select(f => (Msi.LongName(f["FileName"]), (long)f.Number("FileSize"))).Order());
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Takes_all_its_files_from_one_build(string driver) =>
        Assert.Equal("amus", (await Msi.Open(driver).PropertiesAsync())["REINSTALLMODE"]);

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Tells_the_actions_name_and_folder_of_the_driver(string driver)
    {
        var msi = Msi.Open(driver);

        Assert.Equal(driver, (await msi.PropertiesAsync())["DRIVERNAME"]);
        Assert.EndsWith("\\Drivers\\" + driver, (await msi.DirectoriesAsync())["DRIVERFOLDER"], StringComparison.Ordinal);
        Assert.Equal(["CustomActions", "DriverInf"], (await msi.TableAsync("Binary")).Select(b => b["Name"]).Where(n => !n.StartsWith("Wix", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Changes_the_machine_as_the_system_and_with_a_rollback(string driver)
    {
        var ours = (await Msi.Open(driver).TableAsync("CustomAction")).Where(a => a["Source"] == "CustomActions").ToDictionary(a => a["Action"], a => a.Number("Type"));

        // 1: a DLL of the Binary table; +64: its result is ignored; +256: first sequence, or rollback in a script; +512: at commit; +1024: in the script; +2048: not as the user.
        Assert.Equal(
            new Dictionary<string, int>
            {
                ["CheckMachine"] = 257, ["ScheduleInstallDriver"] = 1, ["ScheduleRemoveDriver"] = 1, ["ReportRestart"] = 65,
                ["InstallDriver"] = 3073, ["RemoveDriver"] = 3073, ["UndoInstallDriver"] = 3329, ["UndoRemoveDriver"] = 3329, ["FinishDriver"] = 3585,
            },
            ours);
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Schedules_the_driver_where_its_files_are_there(string driver)
    {
        var sequence = await Msi.Open(driver).SequenceAsync("InstallExecuteSequence");

        Assert.InRange(sequence["ScheduleRemoveDriver"], sequence["InstallInitialize"] + 1, sequence["RemoveFiles"] - 1);
        Assert.InRange(sequence["ScheduleInstallDriver"], sequence["InstallFiles"] + 1, sequence["InstallExecute"] - 1);
        Assert.True(sequence["ReportRestart"] > sequence["InstallFinalize"]);
        Assert.Empty(sequence.Keys.Intersect(["InstallDriver", "RemoveDriver", "UndoInstallDriver", "UndoRemoveDriver"]));
    }

    [Theory]
    [MemberData(nameof(Drivers))]
    public async Task Keeps_the_driver_while_its_successor_goes_in(string driver)
    {
        var msi = Msi.Open(driver);
        var sequence = await msi.SequenceAsync("InstallExecuteSequence");

        Assert.InRange(sequence["RemoveExistingProducts"], sequence["InstallExecute"] + 1, sequence["InstallFinalize"] - 1);
        Assert.Equal("REMOVE~=\"ALL\" AND NOT UPGRADINGPRODUCTCODE", (await msi.TableAsync("InstallExecuteSequence")).Single(r => r["Action"] == "ScheduleRemoveDriver")["Condition"]);
    }
}
