using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>
/// Everything that is read from a file. WiX 3 has no <c>Files</c> and no <c>File</c> outside a component, so both become components here. Sources become full paths on Wine's drive Z; the name in
/// the package is written out, because candle on Linux would not find it in a path with backslashes.
/// </summary>
public static class FileRules
{
    public static IEnumerable<ElementRule> Table { get; } =
    [
        Core("File")
            .Keep("Checksum", "CompanionFile", "Compressed", "DefaultLanguage", "DefaultVersion", "Hidden", "Id", "KeyPath", "Name", "ReadOnly", "ShortName", "System", "Vital")
            .Consume("Source", "Bitness", "Condition", "Directory", "Subdirectory")
            .Then(File),
        Core("Files").Consume("Include", "Directory", "Subdirectory").Require("Include").Then(Files),
        Core("Exclude").Consume("Files").Require("Files").Then((_, _, _) => []),
        Core("Binary").Keep("Id", "SuppressModularization").Consume("SourceFile").Require("SourceFile").Then((s, v4, v3) => Sourced(s, v4, v3, "SourceFile", null)),
        Core("Icon").Keep("Id").Consume("SourceFile").Require("SourceFile").Then((s, v4, v3) => Sourced(s, v4, v3, "SourceFile", null)),
        Core("Payload").Keep("Compressed", "DownloadUrl", "Id", "Name").Consume("SourceFile").Require("SourceFile").Then(Payload),
        Core("PayloadGroup").Keep("Id"),
        Core("PayloadGroupRef").Keep("Id"),
    ];

    /// <summary>Writes the source of <paramref name="v3"/> as a full path, and its name where WiX 3 would take that from the path.</summary>
    public static IEnumerable<XElement> Sourced(WixScope scope, XElement v4, XElement v3, string attribute, string? nameAttribute)
    {
        var value = v4.Attribute(attribute)?.Value ?? throw v4.Line().Error($"{v4.Name.LocalName}/@{attribute} is missing.");
        var file = scope.Resolve(value, v4.Line());
        v3.SetAttributeValue(attribute, scope.Input(file, v4.Line()));
        if (nameAttribute is not null && v3.Attribute(nameAttribute) is null)
        {
            v3.SetAttributeValue(nameAttribute, Path.GetFileName(file));
        }

        return [v3];
    }

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Core + name);

    private static IEnumerable<XElement> File(WixScope scope, XElement v4, XElement v3)
    {
        // In v4 a File without a Source is taken from the folder's SourceName; nobody here writes that.
        Sourced(scope, v4, v3, "Source", "Name");
        if (v4.Parent?.Name == V4.Core + "Component")
        {
            Refuse(v4, "Bitness", "Condition", "Directory", "Subdirectory");
            return [v3];
        }

        var folder = Folders.Of(scope, v4);
        var id = v3.Attribute("Id")?.Value ?? WixScope.Identifier("nkf", folder, v3.Attribute("Name")!.Value, v4.Attribute("Condition")?.Value ?? "");
        return [Component(v4, v3, id, folder, Bitness(v4))];
    }

    // The words of a theme in another language are payloads of the application.
    private static IEnumerable<XElement> Payload(WixScope scope, XElement v4, XElement v3)
    {
        var result = Sourced(scope, v4, v3, "SourceFile", "Name");
        var file = scope.Resolve(v4.Attribute("SourceFile")!.Value, v4.Line());
        if (Path.GetExtension(file) == ".wxl")
        {
            v3.SetAttributeValue("SourceFile", scope.Converted(file, v4.Line()));
        }

        return result;
    }

    private static IEnumerable<XElement> Files(WixScope scope, XElement v4, XElement v3)
    {
        var folder = Folders.Of(scope, v4);
        foreach (var found in FileGlob.Expand(scope, v4))
        {
            var below = found.Below.Length == 0 ? folder : scope.Subdirectory(folder, found.Below, v4.Line());
            var name = Path.GetFileName(found.Path);
            var file = new XElement(V3.Core + "File", new XAttribute("Name", name), new XAttribute("Source", scope.Input(found.Path, v4.Line()))).At(v4.Line());
            yield return Component(v4, file, WixScope.Identifier("fls", below, name), below, "yes");
        }
    }

    private static XElement Component(XElement v4, XElement file, string id, string folder, string win64)
    {
        file.SetAttributeValue("Id", id);
        file.SetAttributeValue("KeyPath", "yes");
        var component = new XElement(V3.Core + "Component",
            new XAttribute("Id", id), new XAttribute("Guid", "*"), new XAttribute("Win64", win64), new XAttribute("Directory", folder), file).At(v4.Line());

        // A component inside a folder's element inherits it, and WiX 3 refuses to hear it twice.
        if (v4.Parent!.Name.LocalName is "Directory" or "DirectoryRef" or "StandardDirectory" && folder == v4.Parent.Attribute("Id")?.Value)
        {
            component.SetAttributeValue("Directory", null);
        }

        ComponentRules.AddCondition(v4, component);
        return component;
    }

    private static string Bitness(XElement v4) => v4.Attribute("Bitness")?.Value switch
    {
        "always32" => "no",
        "always64" or "default" or null => "yes",
        var other => throw v4.Line().Error($"File/@Bitness=\"{other}\" is not always32, always64 or default."),
    };

    private static void Refuse(XElement v4, params IEnumerable<string> ofTheComponent)
    {
        var wrong = ofTheComponent.FirstOrDefault(a => v4.Attribute(a) is not null);
        if (wrong is not null)
        {
            throw v4.Line().Error($"File/@{wrong} belongs on the component when the file is inside one.");
        }
    }
}
