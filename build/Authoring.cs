using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Build;

/// <summary>What the authoring in installer/ and bundle/ is given: names and versions from product.props and the INFs, and the folders with what goes in.</summary>
public sealed class Authoring(Paths paths, Options options, DriverInput drivers)
{
    private readonly Product product = Product.Load(paths);

    private string Installer => Path.Combine(paths.Root, "installer");

    private string BundleFolder => Path.Combine(paths.Root, "bundle");

    /// <summary>Where a native program is published to. Programs that say SAMPLE or TEST-SIGNED have another version resource.</summary>
    public string Published(string project) => Path.Combine(paths.Artifacts, drivers.Mark.Length == 0 ? "publish" : $"publish-{drivers.Mark}", project);

    /// <param name="name">A driver or <c>agent</c>.</param>
    public WixPackage Msi(string name)
    {
        var defines = Defines(name);
        Dictionary<string, string> folders = new()
        {
            ["installer"] = Installer,
            ["customactions"] = Published("customactions"),
            ["guesttools"] = Published("guesttools"),
        };
        if (name == "agent")
        {
            folders["agent"] = Published("agent");
        }
        else
        {
            var package = DriverPackage.Read(name, DriverPackage.FolderOf(drivers.Folder, name));
            folders["driver"] = package.Folder;
            defines["DriverVersion"] = package.Inf.Version.ToString();
        }

        return new(
            name,
            [.. new[] { name == "agent" ? "Agent.wxs" : $"{name}.wxs", "Product.wxs", "Actions.wxs", "GuestTools.wxs" }.Select(f => Path.Combine(Installer, f))],
            Directory.GetFiles(Installer, "*.wxl"),
            defines,
            folders,
            Path.Combine(options.Out, $"{name}-x64.msi"));
    }

    public WixPackage Bundle() => new(
        "bundle",
        [Path.Combine(BundleFolder, "Bundle.wxs")],
        [Path.Combine(BundleFolder, "Bundle.wxl")],
        Defines("bundle"),
        new Dictionary<string, string> { ["bundle"] = BundleFolder, ["installer"] = Installer, ["guesttools"] = Published("guesttools"), ["packages"] = options.Out },
        Path.Combine(options.Out, "XenGuestToolsSetup-x64.exe"));

    private Dictionary<string, string> Defines(string package) => new()
    {
        ["ProductName"] = product.Name,
        ["DisplayName"] = drivers.Mark.Length == 0 ? product.Name : $"{product.Name} {drivers.Mark}",
        ["Manufacturer"] = product.Get("Manufacturer"),
        ["HelpUrl"] = product.Get("HelpUrl"),
        ["ProductVersion"] = product.Version,
        ["MinimumWindowsBuild"] = product.Get("MinimumWindowsBuild"),
        ["MinimumWindowsName"] = product.Get("MinimumWindowsName"),
        ["UpgradeCode"] = product.UpgradeCode(package),
    };
}
