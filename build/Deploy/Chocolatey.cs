using System.Xml.Linq;

namespace XenGuestTools.Build.Deploy;

/// <summary>A Chocolatey package that carries the setup program: <c>choco pack</c> in its folder makes it.</summary>
internal static class Chocolatey
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2015/06/nuspec.xsd";

    private static string Id(Release release) => release.Name.ToLowerInvariant().Replace(' ', '-');

    /// <summary>By path below its folder.</summary>
    public static IReadOnlyDictionary<string, string> Of(Release release) => new Dictionary<string, string>
    {
        [$"{Id(release)}.nuspec"] = new XDeclaration("1.0", "utf-8", null) + "\n" + Package(release) + "\n",
        ["tools/chocolateyInstall.ps1"] = Lines(
            "$ErrorActionPreference = 'Stop'",
            "$setup = Join-Path (Split-Path -Parent $MyInvocation.MyCommand.Definition) '" + release.Setup.File.Name + "'",
            $"Install-ChocolateyInstallPackage -PackageName '{Id(release)}' -FileType 'exe' -SilentArgs '/quiet /norestart' -File $setup -ValidExitCodes @({Done()})"),
        [$"tools/{release.Setup.File.Name}.ignore"] = "", // otherwise Chocolatey puts a command of this name on the PATH
        ["tools/chocolateyUninstall.ps1"] = Lines(
            "$ErrorActionPreference = 'Stop'",
            "$setup = Join-Path (Split-Path -Parent $MyInvocation.MyCommand.Definition) '" + release.Setup.File.Name + "'",
            $"Uninstall-ChocolateyPackage -PackageName '{Id(release)}' -FileType 'exe' -SilentArgs '/uninstall /quiet /norestart' -File $setup -ValidExitCodes @({Done()})"),
    };

    private static XElement Package(Release release) => new(
        Nuspec + "package",
        new XElement(
            Nuspec + "metadata",
            new XElement(Nuspec + "id", Id(release)),
            new XElement(Nuspec + "version", release.Version),
            new XElement(Nuspec + "title", release.DisplayName),
            new XElement(Nuspec + "authors", release.Publisher),
            new XElement(Nuspec + "projectUrl", release.HelpPage),
            new XElement(Nuspec + "tags", "xen xcp-ng drivers guest-tools"),
            new XElement(Nuspec + "description", "Drivers and management agent for Windows virtual machines on Xen, XCP-ng and XenServer.")),
        new XElement(
            Nuspec + "files",
            new XElement(Nuspec + "file", new XAttribute("src", "tools\\**"), new XAttribute("target", "tools")),
            new XElement(Nuspec + "file", new XAttribute("src", "..\\..\\" + release.Setup.File.Name), new XAttribute("target", "tools"))));

    private static string Done() => string.Join(", ", ReturnCode.All.Where(c => c.Kind is ReturnKind.Success or ReturnKind.SoftReboot or ReturnKind.HardReboot).Select(c => c.Code));

    private static string Lines(params string[] lines) => string.Join("\r\n", lines) + "\r\n";
}
