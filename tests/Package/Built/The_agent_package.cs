namespace XenGuestTools.Tests.Package.Built;

/// <summary>The agent is an ordinary service; MSI's own tables do nearly all of the work.</summary>
public class The_agent_package
{
    private const string Service = "XenGuestAgent";

    [Fact]
    public async Task Has_the_version_of_the_product() =>
        Assert.Equal(Checkout.Product("XgtVersion"), (await Msi.Open("agent").PropertiesAsync())["ProductVersion"]);

    [Fact]
    public async Task Is_the_agent_and_guesttools() =>
        Assert.Equal(["guesttools.exe", "xenagent.exe"], (await Msi.Open("agent").TableAsync("File")).Select(f => Msi.LongName(f["FileName"])).Order());

    [Fact]
    public async Task Installs_a_service_that_starts_with_Windows()
    {
        var service = Assert.Single(await Msi.Open("agent").TableAsync("ServiceInstall"));

        // 16: a process of its own; 2: automatic. No StartName is LocalSystem.
        Assert.Equal((Service, 16, 2, ""), (service["Name"], service.Number("ServiceType"), service.Number("StartType"), service["StartName"]));
    }

    [Fact]
    public async Task Starts_the_service_and_stops_and_removes_it_again()
    {
        var control = Assert.Single(await Msi.Open("agent").TableAsync("ServiceControl"));

        // On install: 1 start, 2 stop; on removal: 32 stop, 128 delete.
        Assert.Equal((Service, 1 + 2 + 32 + 128, "1"), (control["Name"], control.Number("Event"), control["Wait"]));
    }

    [Fact]
    public async Task Has_the_service_restarted_twice_when_it_fails()
    {
        // The table of WiX's Util extension: v3 and v4 name it differently.
        var msi = Msi.Open("agent");
        var config = Assert.Single([.. await msi.TableAsync("ServiceConfig"), .. await msi.TableAsync("Wix4ServiceConfig")]);

        Assert.Equal((Service, "restart", "restart", "none"), (config["ServiceName"], config["FirstFailureActionType"], config["SecondFailureActionType"], config["ThirdFailureActionType"]));
    }

    [Fact]
    public async Task Sets_the_service_up_before_it_starts_and_goes_on_where_windows_refuses()
    {
        var msi = Msi.Open("agent");
        var sequence = await msi.SequenceAsync("InstallExecuteSequence");
        var action = (await msi.TableAsync("CustomAction")).Single(a => a["Action"] == "SetUpService");

        Assert.InRange(sequence["SetUpService"], sequence["InstallServices"] + 1, sequence["StartServices"] - 1);

        // 18: a program that the package installs; 64: its end does not matter; 1024 deferred, 2048 as SYSTEM.
        Assert.Equal(("xenagent.exe", "--setup", 18 + 64 + 1024 + 2048), (action["Source"], action["Target"], action.Number("Type")));
    }

    [Fact]
    public async Task Names_a_program_of_Windows_for_the_texts_of_its_events()
    {
        var source = (await Msi.Open("agent").TableAsync("Registry")).Single(r => r["Name"] == "EventMessageFile");

        // #% is an expandable string.
        Assert.Equal((@"SYSTEM\CurrentControlSet\Services\EventLog\Application\" + Service, @"#%%SystemRoot%\System32\EventCreate.exe"), (source["Key"], source["Value"]));
    }

    [Fact]
    public async Task Takes_the_old_service_away_before_it_installs_the_new_one()
    {
        var sequence = await Msi.Open("agent").SequenceAsync("InstallExecuteSequence");

        Assert.InRange(sequence["RemoveExistingProducts"], sequence["InstallInitialize"] + 1, sequence["InstallFiles"] - 1);
    }

    [Fact]
    public async Task Has_no_action_of_ours_but_the_check() =>
        Assert.Equal(["CheckMachine", "WaitForAgent"], (await Msi.Open("agent").TableAsync("CustomAction")).Where(a => a["Source"] == "CustomActions").Select(a => a["Action"]));
}
