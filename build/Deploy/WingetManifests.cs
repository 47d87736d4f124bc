using System.Globalization;
using System.Text.Json.Nodes;

namespace XenGuestTools.Build.Deploy;

/// <summary>The three files of a winget package (schema 1.6.0: microsoft/winget-cli, schemas/JSON/manifests/v1.6.0).</summary>
internal static class WingetManifests
{
    private const string Schema = "1.6.0";
    private const string Locale = "en-US";

    public static string Identifier(Release release) => $"{release.Publisher.Replace(" ", "", StringComparison.Ordinal)}.{release.Word}";

    /// <summary>By file name.</summary>
    /// <param name="download">The folder that the setup program is published in.</param>
    public static IReadOnlyDictionary<string, JsonObject> Of(Release release, Uri download) => new Dictionary<string, JsonObject>
    {
        [$"{Identifier(release)}.yaml"] = Manifest(release, "version", new() { ["DefaultLocale"] = Locale }),
        [$"{Identifier(release)}.installer.yaml"] = Manifest(release, "installer", Installer(release, download)),
        [$"{Identifier(release)}.locale.{Locale}.yaml"] = Manifest(release, "defaultLocale", DefaultLocale(release)),
    };

    /// <summary>The file with the comment that editors find its schema by.</summary>
    public static string Text(JsonObject manifest) =>
        $"# yaml-language-server: $schema=https://aka.ms/winget-manifest.{(string)manifest["ManifestType"]!}.{Schema}.schema.json\n{Yaml.Of(manifest)}";

    private static JsonObject Manifest(Release release, string type, JsonObject content)
    {
        JsonObject manifest = new() { ["PackageIdentifier"] = Identifier(release), ["PackageVersion"] = release.Version };
        foreach (var (name, value) in content)
        {
            manifest[name] = value!.DeepClone();
        }

        manifest["ManifestType"] = type;
        manifest["ManifestVersion"] = Schema;
        return manifest;
    }

    private static JsonObject Installer(Release release, Uri download) => new()
    {
        ["Platform"] = new JsonArray("Windows.Desktop"),
        ["MinimumOSVersion"] = string.Create(CultureInfo.InvariantCulture, $"10.0.{release.Product.Get("MinimumWindowsBuild")}.0"),
        ["InstallerType"] = "burn",
        ["Scope"] = "machine",
        ["InstallModes"] = new JsonArray("interactive", "silent", "silentWithProgress"),
        ["InstallerSwitches"] = new JsonObject
        {
            ["Silent"] = "/quiet /norestart",
            ["SilentWithProgress"] = "/passive /norestart",
            ["Log"] = "/log \"<LOGPATH>\"",
        },
        ["ExpectedReturnCodes"] = new JsonArray([.. ReturnCode.All.Where(c => c.Winget is not null).Select(c => new JsonObject { ["InstallerReturnCode"] = c.Code, ["ReturnResponse"] = c.Winget })]),
        ["UpgradeBehavior"] = "install",
        ["ElevationRequirement"] = "elevatesSelf",
        ["AppsAndFeaturesEntries"] = new JsonArray(new JsonObject
        {
            ["DisplayName"] = release.DisplayName,
            ["Publisher"] = release.Publisher,
            ["DisplayVersion"] = release.Version,
            ["ProductCode"] = release.Setup.Code,
            ["UpgradeCode"] = $"{{{release.Product.UpgradeCode("bundle")}}}",
        }),
        ["Installers"] = new JsonArray(new JsonObject
        {
            ["Architecture"] = "x64",
            ["InstallerUrl"] = new Uri(download, release.Setup.File.Name).AbsoluteUri,
            ["InstallerSha256"] = release.Setup.File.Sha256.ToUpperInvariant(),
        }),
    };

    private static JsonObject DefaultLocale(Release release) => new()
    {
        ["PackageLocale"] = Locale,
        ["Publisher"] = release.Publisher,
        ["PackageName"] = release.DisplayName,
        ["PackageUrl"] = release.HelpPage,
        ["License"] = "BSD-2-Clause",
        ["ShortDescription"] = "Drivers and management agent for Windows virtual machines on Xen, XCP-ng and XenServer.",
        ["Tags"] = new JsonArray("xen", "xcp-ng", "drivers", "guest-tools"),
    };
}
