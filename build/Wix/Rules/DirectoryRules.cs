using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>Folders. v4 knows Windows's own folders and where they hang; WiX 3 wants them declared below TARGETDIR. v4 takes a path of several levels as a Name; WiX 3 one level.</summary>
public static class DirectoryRules
{
    // The ids of v4's schema without TARGETDIR and the …6432Folder pairs, which depend on the bitness of the package.
    private static readonly string[] Standard =
    [
        "AdminToolsFolder", "AppDataFolder", "CommonAppDataFolder", "CommonFilesFolder", "CommonFiles64Folder", "DesktopFolder", "FavoritesFolder", "FontsFolder", "LocalAppDataFolder", "MyPicturesFolder",
        "NetHoodFolder", "PersonalFolder", "PrintHoodFolder", "ProgramFilesFolder", "ProgramFiles64Folder", "ProgramMenuFolder", "RecentFolder", "SendToFolder", "StartMenuFolder", "StartupFolder",
        "SystemFolder", "System16Folder", "System64Folder", "TempFolder", "TemplateFolder", "WindowsFolder",
    ];

    private static readonly (string, string)[] StandardIds =
    [
        ("TARGETDIR", "TARGETDIR"), .. Standard.Select(s => (s, s)),
        ("CommonFiles6432Folder", "CommonFiles64Folder"), ("ProgramFiles6432Folder", "ProgramFiles64Folder"), ("System6432Folder", "System64Folder"),
    ];

    public static IEnumerable<ElementRule> Table { get; } =
    [
        new ElementRule(V4.Core + "StandardDirectory", V3.Core + "DirectoryRef").Values("Id", StandardIds).Require("Id"),
        new ElementRule(V4.Core + "Directory", V3.Core + "Directory").Keep("ComponentGuidGenerationSeed", "Id", "Name", "ShortName").Then(Levels),
        new ElementRule(V4.Core + "DirectoryRef", V3.Core + "DirectoryRef").Keep("Id"),
    ];

    /// <summary>
    /// A source that declares every standard folder, each in a fragment of its own: the linker takes the ones that are referenced. One object of it goes into every package.
    /// </summary>
    public static XDocument StandardDirectories()
    {
        var line = new SourceLine("StandardDirectories", 1);
        var targetDir = new XElement(V3.Core + "Fragment", new XElement(V3.Core + "Directory", new XAttribute("Id", "TARGETDIR"), new XAttribute("Name", "SourceDir")));
        var others = Standard.Select(s => new XElement(V3.Core + "Fragment",
            new XElement(V3.Core + "DirectoryRef", new XAttribute("Id", "TARGETDIR"), new XElement(V3.Core + "Directory", new XAttribute("Id", s)))));
        return new(new XElement(V3.Core + "Wix", targetDir, others).At(line));
    }

    private static IEnumerable<XElement> Levels(WixScope scope, XElement v4, XElement v3)
    {
        var names = v4.Attribute("Name")?.Value.Split('\\', '/') ?? [];
        if (names.Length < 2)
        {
            return [v3];
        }

        v3.SetAttributeValue("Name", names[^1]);
        var result = v3;
        for (var i = names.Length - 2; i >= 0; i--)
        {
            // The id of the innermost folder is part of the hash, so that two folders which share a level don't declare the same one twice.
            var id = WixScope.Identifier("dir", [v4.Attribute("Id")?.Value ?? "", .. names[..(i + 1)]]);
            result = new XElement(V3.Core + "Directory", new XAttribute("Id", id), new XAttribute("Name", names[i]), result).At(v4.Line());
        }

        return [result];
    }
}
