using System.Xml.Linq;

namespace XenGuestTools.Build;

/// <summary>product.props: names, versions, identities. A property that is missing there is a <see cref="BuildException"/>.</summary>
public sealed class Product(IReadOnlyDictionary<string, string> properties)
{
    public string Name => Get("ProductName");

    public string Version => Get("Version");

    /// <param name="name">Without the prefix Xgt.</param>
    public string Get(string name) => properties.TryGetValue("Xgt" + name, out var value)
        ? value
        : throw new BuildException($"product.props has no property 'Xgt{name}'. Add it; each one there says what it is for.");

    public static Product Load(Paths paths) =>
        new(XDocument.Load(Path.Combine(paths.Root, "product.props")).Root!.Elements("PropertyGroup").Elements().ToDictionary(e => e.Name.LocalName, e => e.Value));

    /// <summary>The upgrade code of a driver, of <c>agent</c> or of <c>bundle</c>.</summary>
    public string UpgradeCode(string package) => Get("UpgradeCode" + char.ToUpperInvariant(package[0]) + package[1..]);
}
