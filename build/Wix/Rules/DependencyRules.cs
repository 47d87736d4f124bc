using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>
/// Providers and what they require: part of v4's core, an extension in WiX 3. The extension of WiX 3 always checks, with an action that can be switched off; in
/// v4 <c>dep:Check</c> and <c>dep:Enforce</c> ask for it.
/// </summary>
public static class DependencyRules
{
    public static IEnumerable<ElementRule> Table { get; } =
    [
        Core("Provides").Keep("DisplayName", "Id", "Key", "Version").Consume(V4.Dependency + "Check").Then(Checked("Check", "WixDependencyCheck")),
        Core("Requires").Keep("Id", "IncludeMaximum", "IncludeMinimum", "Maximum", "Minimum", "ProviderKey").Consume(V4.Dependency + "Enforce").Then(Checked("Enforce", "WixDependencyRequire")),
        Core("RequiresRef").Keep("Id").Consume(V4.Dependency + "Enforce").Then(Checked("Enforce", "WixDependencyRequire")),
    ];

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Dependency + name);

    /// <summary>Switches an action of the extension off, in the package's own sequence, when nothing in the package asks for it. Some yes and some no is more than WiX 3 can say.</summary>
    public static IEnumerable<XElement> Overrides(WixScope scope)
    {
        foreach (var action in scope.DependencyChecks.GroupBy(c => c.Action))
        {
            if (action.FirstOrDefault(c => !c.IsWanted) is not { } unwanted)
            {
                continue;
            }

            if (action.Any(c => c.IsWanted))
            {
                throw unwanted.Line.Error("this one is not checked and another one in the package is: WiX 3 checks all of a package or none.");
            }

            yield return new XElement(V3.Core + "InstallExecuteSequence",
                new XElement(V3.Core + "Custom", new XAttribute("Action", action.Key), new XAttribute("Before", "InstallInitialize"), "0")).At(unwanted.Line);
        }
    }

    private static Restructure Checked(string attribute, string action) => (scope, v4, v3) =>
    {
        if (!v4.Ancestors(V4.Core + "Chain").Any())
        {
            scope.DependencyChecks.Add(new(action, v4.Attribute(V4.Dependency + attribute)?.Value == "yes", v4.Line()));
        }

        return [v3];
    };
}
