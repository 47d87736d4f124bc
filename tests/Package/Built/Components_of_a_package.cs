namespace XenGuestTools.Tests.Package.Built;

/// <summary>The rules of components: an identity and a key path each, in the right view of the registry, in our folder.</summary>
public class Components_of_a_package
{
    private const int RegistryKeyPath = 4;
    private const int Is64Bit = 256;

    public static TheoryData<string> Packages => [.. Checkout.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Have_an_identity_and_a_key_path(string package) =>
        Assert.All(await Msi.Open(package).TableAsync("Component"), c => Assert.True(Guid.TryParse(c["ComponentId"], out _) && c["KeyPath"].Length > 0, c.ToString()));

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Put_files_into_our_folder_only(string package)
    {
        var msi = Msi.Open(package);
        var directories = await msi.DirectoriesAsync();
        var components = (await msi.TableAsync("Component")).ToDictionary(c => c["Component"]);
        var expected = $"ProgramFiles64Folder\\{Checkout.Product("XgtProductName")}\\{(package == "agent" ? "Agent" : "Drivers\\" + package)}";

        Assert.All((await msi.TableAsync("File")).Where(f => f["Component_"] != "GuestTools"), f => Assert.Equal(expected, directories[components[f["Component_"]]["Directory_"]]));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Write_the_version_where_64_bit_programs_read_it(string package)
    {
        var msi = Msi.Open(package);
        var row = (await msi.TableAsync("Registry")).Single(r => r["Key"] == $"SOFTWARE\\{Checkout.Product("XgtProductName")}\\{package}");
        var component = (await msi.TableAsync("Component")).Single(c => c["Component"] == row["Component_"]);

        Assert.Equal(("2", "Version", (await msi.PropertiesAsync())["ProductVersion"]), (row["Root"], row["Name"], row["Value"]));
        Assert.Equal(Is64Bit + RegistryKeyPath, component.Number("Attributes"));
        Assert.Equal(row["Registry"], component["KeyPath"]);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Tell_bundles_that_the_package_is_there(string package)
    {
        var msi = Msi.Open(package);
        var rows = (await msi.TableAsync("Registry")).Where(r => r["Key"] == $"Software\\Classes\\Installer\\Dependencies\\XenGuestTools.{package}").ToList();

        Assert.Contains(rows, r => r["Value"] == "[ProductCode]");
        Assert.All(rows, r => Assert.Equal("Provider", r["Component_"]));
        Assert.Equal(RegistryKeyPath, (await msi.TableAsync("Component")).Single(c => c["Component"] == "Provider").Number("Attributes"));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Never_keep_a_package_from_being_installed_or_removed_alone(string package)
    {
        // The check of WiX's dependency feature would be an action; one that never runs does no harm.
        var checks = (await Msi.Open(package).TableAsync("InstallExecuteSequence")).Where(r => r["Action"].Contains("Dependency", StringComparison.Ordinal));

        Assert.All(checks, c => Assert.Equal("0", c["Condition"]));
    }
}
