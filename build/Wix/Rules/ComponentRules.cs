using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>Components and what they install, but for files. WiX 3 wants a Guid ("*" is what v4 means by none) and knows no Bitness.</summary>
public static class ComponentRules
{
    public static IEnumerable<ElementRule> Table { get; } =
    [
        Core("Component")
            .Default("Guid", "*")
            .Keep("Guid", "Id", "KeyPath", "Location", "MultiInstance", "NeverOverwrite", "Permanent", "Shared", "SharedDllRefCount", "Transitive", "UninstallWhenSuperseded")
            .Rename("Bitness", "Win64", ("always32", "no"), ("always64", "yes"), ("default", ""))
            .Consume("Condition", "Directory", "Subdirectory")
            .Then(Component),
        Core("ComponentGroup").Keep("Id").Consume("Directory", "Subdirectory"), // its components say it, because WiX 3 refuses to hear it from both
        Core("ComponentGroupRef").Keep("Id", "Primary"),
        Core("ComponentRef").Keep("Id", "Primary"),
        Core("CreateFolder").Consume("Directory", "Subdirectory").Then(Folders.Set),
        Core("RemoveFile").Keep("Id", "Name", "On", "Property").Consume("Directory", "Subdirectory").Then(Folders.Set),
        Core("RemoveFolder").Keep("Id", "On", "Property").Consume("Directory", "Subdirectory").Then(Folders.Set),
        Core("RegistryKey").Keep("ForceCreateOnInstall", "ForceDeleteOnUninstall", "Id", "Key", "Root"),
        Core("RegistryValue").Keep("Action", "Id", "Key", "KeyPath", "Name", "Root", "Type", "Value"),
        Core("MultiStringValue").AsText("Value").Require("Value"),
        Core("RemoveRegistryKey").Keep("Action", "Id", "Key", "Root"),
        Core("RemoveRegistryValue").Keep("Id", "Key", "Name", "Root"),
        Core("Environment").Keep("Action", "Id", "Name", "Part", "Permanent", "Separator", "System", "Value"),
        Core("ServiceInstall").Keep(
            "Account", "Arguments", "Description", "DisplayName", "EraseDescription", "ErrorControl", "Id", "Interactive", "LoadOrderGroup", "Name", "Password", "Start", "Type", "Vital"),
        Core("ServiceControl").Keep("Id", "Name", "Remove", "Start", "Stop", "Wait"),
        Core("ServiceDependency").Keep("Group", "Id"),
        Core("ServiceArgument").AsText("Value").Require("Value"),
        Core("Shortcut")
            .Keep("Advertise", "Arguments", "Description", "Hotkey", "Icon", "IconIndex", "Id", "Name", "Show", "Target", "WorkingDirectory")
            .Consume("Directory", "Subdirectory").Then(Folders.Set),
    ];

    /// <summary>Puts a v4 condition in front of a component's content.</summary>
    public static void AddCondition(XElement v4, XElement component)
    {
        if (v4.Attribute("Condition") is { } condition)
        {
            component.AddFirst(new XElement(V3.Core + "Condition", condition.Value).At(v4.Line()));
        }
    }

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Core + name);

    private static IEnumerable<XElement> Component(WixScope scope, XElement v4, XElement v3)
    {
        AddCondition(v4, v3);
        v3.SetAttributeValue("Directory", Folders.OutsideOfFolders(scope, v4));

        // The provider of WiX 3 is the key path of its component, whatever else claims to be.
        if (v4.Element(V4.Core + "Provides") is not null)
        {
            v3.Descendants().Attributes("KeyPath").Remove();
        }

        return [v3];
    }
}
