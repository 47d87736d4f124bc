using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>Which folder an element of the v4 authoring belongs to: its own <c>Directory</c>, else the one of the nearest ancestor; <c>Subdirectory</c> goes below it.</summary>
internal static class Folders
{
    /// <summary>The folder's id. v4 falls back to INSTALLFOLDER.</summary>
    public static string Of(WixScope scope, XElement v4) => Explicit(scope, v4) ?? Inherited(scope, v4) ?? "INSTALLFOLDER";

    /// <summary>The folder that the element names itself, null when it inherits one.</summary>
    public static string? Explicit(WixScope scope, XElement v4)
    {
        var own = v4.Attribute("Directory")?.Value;
        return v4.Attribute("Subdirectory") is { } below
            ? scope.Subdirectory(own ?? Inherited(scope, v4) ?? "INSTALLFOLDER", below.Value, v4.Line())
            : own;
    }

    /// <summary>The folder that the Component of WiX 3 has to name: none inside a folder's element, unless v4 names another one.</summary>
    public static string? OutsideOfFolders(WixScope scope, XElement v4) =>
        Explicit(scope, v4) ?? (v4.Parent?.Name == V4.Core + "ComponentGroup" ? Explicit(scope, v4.Parent) : null);

    /// <summary>Sets the v3 element's Directory where v4 names a folder.</summary>
    public static IEnumerable<XElement> Set(WixScope scope, XElement v4, XElement v3)
    {
        v3.SetAttributeValue("Directory", Explicit(scope, v4));
        return [v3];
    }

    private static string? Inherited(WixScope scope, XElement v4)
    {
        if (v4.Parent is not { } parent)
        {
            return null;
        }

        var isFolder = parent.Name == V4.Core + "Directory" || parent.Name == V4.Core + "DirectoryRef" || parent.Name == V4.Core + "StandardDirectory";
        return isFolder
            ? parent.Attribute("Id")?.Value ?? throw parent.Line().Error("give this folder an Id: something inside it has to name it in WiX 3.")
            : Explicit(scope, parent) ?? Inherited(scope, parent);
    }
}
