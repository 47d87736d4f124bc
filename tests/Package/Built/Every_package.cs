namespace XenGuestTools.Tests.Package.Built;

/// <summary>What the five drivers' MSIs and the agent's have in common.</summary>
public class Every_package
{
    public static TheoryData<string> Packages => [.. Checkout.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Says_whose_and_what_it_is(string package)
    {
        var properties = await Msi.Open(package).PropertiesAsync();

        Assert.StartsWith(Checkout.Product("XgtProductName"), properties["ProductName"], StringComparison.Ordinal);
        Assert.Contains(package, properties["ProductName"], StringComparison.Ordinal);
        Assert.Equal(Checkout.Product("XgtManufacturer"), properties["Manufacturer"]);
        Assert.Equal($"{{{Checkout.UpgradeCodes()[package]}}}", properties["UpgradeCode"]);
        Assert.Equal("1033", properties["ProductLanguage"]);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Is_for_x64_and_for_the_whole_machine(string package)
    {
        var msi = Msi.Open(package);

        Assert.Equal("x64;1033", await msi.SummaryAsync("Template"));
        Assert.Equal("1", (await msi.PropertiesAsync())["ALLUSERS"]);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Shows_icon_and_help_and_nothing_to_modify(string package)
    {
        var msi = Msi.Open(package);
        var properties = await msi.PropertiesAsync();

        Assert.Contains(await msi.TableAsync("Icon"), i => i["Name"] == properties["ARPPRODUCTICON"]);
        Assert.Equal(Checkout.Product("XgtHelpUrl"), properties["ARPHELPLINK"]);
        Assert.Equal("1", properties["ARPNOMODIFY"]);
        Assert.DoesNotContain("ARPSYSTEMCOMPONENT", properties.Keys);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Takes_the_switches_from_an_unelevated_command_line(string package)
    {
        var secure = (await Msi.Open(package).PropertiesAsync())["SecureCustomProperties"].Split(';');

        Assert.Superset(new HashSet<string> { "ALLOWANYMACHINE", "ALLOWVENDORDEVICE", "WINDOWSBUILD" }, secure.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Checks_the_machine_before_anything_else_and_not_on_removal(string package)
    {
        var msi = Msi.Open(package);
        foreach (var table in new[] { "InstallUISequence", "InstallExecuteSequence" })
        {
            var sequence = await msi.SequenceAsync(table);
            Assert.InRange(sequence["CheckMachine"], sequence["AppSearch"] + 1, sequence["LaunchConditions"] - 1);
            Assert.Equal("NOT (REMOVE~=\"ALL\")", (await msi.TableAsync(table)).Single(r => r["Action"] == "CheckMachine")["Condition"]);
        }

        // 257: a DLL of the Binary table, immediate, in the first sequence only.
        Assert.Equal("257", (await msi.TableAsync("CustomAction")).Single(r => r["Action"] == "CheckMachine")["Type"]);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Refuses_an_old_Windows_and_a_downgrade(string package)
    {
        var conditions = await Msi.Open(package).TableAsync("LaunchCondition");

        Assert.Equal(
            [$"Installed OR (VersionNT64 AND WINDOWSBUILD >= {Checkout.Product("XgtMinimumWindowsBuild")})", "NOT WIX_DOWNGRADE_DETECTED"],
            conditions.Select(c => c["Condition"]).Order(StringComparer.Ordinal));
        Assert.Contains(conditions, c => c["Description"].Contains(Checkout.Product("XgtMinimumWindowsName"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Replaces_every_version_up_to_its_own(string package)
    {
        var msi = Msi.Open(package);
        var version = (await msi.PropertiesAsync())["ProductVersion"];
        var rows = (await msi.TableAsync("Upgrade")).ToDictionary(r => r["ActionProperty"]);

        // 513: migrate features, up to and including VersionMax. 2: only detect.
        Assert.Equal(("", version, 513), (rows["WIX_UPGRADE_DETECTED"]["VersionMin"], rows["WIX_UPGRADE_DETECTED"]["VersionMax"], rows["WIX_UPGRADE_DETECTED"].Number("Attributes")));
        Assert.Equal((version, "", 2), (rows["WIX_DOWNGRADE_DETECTED"]["VersionMin"], rows["WIX_DOWNGRADE_DETECTED"]["VersionMax"], rows["WIX_DOWNGRADE_DETECTED"].Number("Attributes")));
        Assert.All(rows.Values, r => Assert.Equal($"{{{Checkout.UpgradeCodes()[package]}}}", r["UpgradeCode"]));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Has_no_text_with_a_reference_left_in_it(string package)
    {
        var msi = Msi.Open(package);
        foreach (var table in new[] { "ActionText", "Directory", "File", "InstallExecuteSequence", "InstallUISequence", "LaunchCondition", "Property", "Registry", "ServiceInstall" })
        {
            Assert.DoesNotContain(await msi.TableAsync(table), r => new[] { "$(", "!(", "&quot;", "&gt;" }.Any(m => r.ToString().Contains(m, StringComparison.Ordinal)));
        }
    }
}
