using System.Xml.Linq;
using XenGuestTools.Build.Wix.Rules;

namespace XenGuestTools.Build.Wix;

/// <summary>
/// Writes v4 authoring in the schema of WiX 3.11. It knows what its tables name and nothing else: an element or attribute without a rule, or one that WiX 3 can't express, ends the build with the
/// line that holds it. Input is preprocessed (<see cref="Preprocessor"/>); <c>!(loc.X)</c> and <c>!(bind.X)</c> mean the same in both and pass through.
/// </summary>
public sealed class DownLeveller(WixScope scope)
{
    private static readonly Dictionary<XName, ElementRule> Table = new IEnumerable<ElementRule>[]
    {
        ActionRules.Table, BundleRules.Table, ChainRules.Table, ComponentRules.Table, DependencyRules.Table, DirectoryRules.Table, FileRules.Table,
        LocalizationRules.Table, PackageRules.Table, SearchRules.Table, ThemeRules.Table, UiRules.Table, UtilRules.Table,
    }.SelectMany(t => t).ToDictionary(r => r.Name);

    /// <summary>Names of the elements that have a rule.</summary>
    public static IEnumerable<XName> KnownElements => Table.Keys;

    public XDocument Convert(XDocument v4) => new(Convert(v4.Root!).Single());

    private IEnumerable<XElement> Convert(XElement v4)
    {
        if (!Table.TryGetValue(v4.Name, out var rule))
        {
            throw v4.Line().Error($"<{v4.Name.LocalName}> of {v4.Name.NamespaceName} is an element that the down-leveller for WiX 3 has no rule for. Add it to the tables in build/Wix/Rules, or write it in another way.");
        }

        return rule.Apply(scope, v4, v4.Nodes().SelectMany(Children));
    }

    private IEnumerable<XNode> Children(XNode node) => node switch
    {
        XElement element => Convert(element),
        XText text when text.Value.Trim().Length > 0 => [new XText(text.Value.Trim())],
        _ => [],
    };
}
