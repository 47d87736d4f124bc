using System.Xml.Linq;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Deploy;

/// <summary>deploy/gpo: the template and its languages.</summary>
internal static class PolicyTemplates
{
    public static readonly XNamespace Ns = "http://www.microsoft.com/GroupPolicy/PolicyDefinitions";

    private const string Name = "XenGuestTools";

    public static string Folder { get; } = Path.Combine(Repository.Folder, "deploy", "gpo");

    public static XElement Template { get; } = XElement.Load(Path.Combine(Folder, Name + ".admx"));

    public static string[] Languages { get; } = [.. Directory.GetDirectories(Folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    public static IEnumerable<XElement> Policies => Template.Descendants(Ns + "policy");

    public static XElement Words(string language) => XElement.Load(Path.Combine(Folder, language, Name + ".adml"));

    public static string Text(this XElement element, string name) => element.Attribute(name)?.Value ?? "";
}
