namespace XenGuestTools.Build.Wix;

/// <summary>One MSI or bundle to build.</summary>
/// <param name="Name">Short and unique among the packages of a build; names intermediate files.</param>
/// <param name="Sources">The .wxs files (v4). Includes are found beside the file that includes them.</param>
/// <param name="Localizations">The .wxl files (v4), all of one culture.</param>
/// <param name="Defines">Preprocessor variables: <c>$(Name)</c>.</param>
/// <param name="BindPaths">Folders by the name in <c>!(bindpath.name)</c>.</param>
/// <param name="Output">The .msi or .exe. WiX refuses a bundle by the name setup.exe: Windows loads compatibility shims into it, a way in for planted DLLs.</param>
public sealed record WixPackage(
    string Name,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> Localizations,
    IReadOnlyDictionary<string, string> Defines,
    IReadOnlyDictionary<string, string> BindPaths,
    string Output);
