using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>What a package looks for on the machine (AppSearch).</summary>
public static class SearchRules
{
    public static IEnumerable<ElementRule> Table { get; } =
    [
        // v4 searches as the package is built: x64. WiX 3 is told so in words.
        Core("RegistrySearch").Default("Win64", "yes").Keep("Id", "Key", "Name", "Root", "Type").Rename("Bitness", "Win64", ("always32", "no"), ("always64", "yes"), ("default", "yes")).Then(WithId),
        Core("DirectorySearch").Keep("AssignToProperty", "Depth", "Id", "Path").Then(WithId),
        Core("FileSearch").Keep("Id", "Languages", "MaxDate", "MaxSize", "MaxVersion", "MinDate", "MinSize", "MinVersion", "Name").Then(WithId),
        Core("ComponentSearch").Keep("Guid", "Id", "Type").Then(WithId),
    ];

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Core + name);

    // v4 makes an id out of what is searched; WiX 3 wants one.
    private static IEnumerable<XElement> WithId(WixScope scope, XElement v4, XElement v3)
    {
        if (v3.Attribute("Id") is null)
        {
            var place = v4.AncestorsAndSelf().Select(e => e.Attribute("Id")?.Value ?? "");
            v3.SetAttributeValue("Id", WixScope.Identifier("sch", [v4.Name.LocalName, .. place, .. v4.Attributes().Select(a => a.Value)]));
        }

        return [v3];
    }
}
