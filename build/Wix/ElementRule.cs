using System.Xml.Linq;

namespace XenGuestTools.Build.Wix;

/// <summary>What follows an element's own conversion: the elements that stand for it in WiX 3, from the v4 element and from the v3 element that the table made of it.</summary>
public delegate IEnumerable<XElement> Restructure(WixScope scope, XElement v4, XElement v3);

/// <summary>
/// One line of the table of differences: how a v4 element and each of its attributes is written in WiX 3. What a rule does not name, WiX 3 has not, or nobody here has needed yet: it stops the build.
/// </summary>
public sealed class ElementRule(XName name, XName target)
{
    private readonly Dictionary<XName, Action<XElement, XAttribute>> attributes = [];
    private readonly List<XAttribute> defaults = [];
    private readonly List<string> required = [];
    private bool mayHaveText;
    private Restructure restructure = (_, _, v3) => [v3];

    public XName Name => name;

    /// <summary>Attributes with the same name and meaning in both.</summary>
    public ElementRule Keep(params IEnumerable<string> names)
    {
        foreach (var one in names)
        {
            attributes.Add(one, (v3, a) => v3.SetAttributeValue(one, a.Value));
        }

        return this;
    }

    /// <summary>An attribute with another name (or namespace) in WiX 3. With <paramref name="values"/>, also the values differ, and others are refused; an empty v3 value leaves the attribute out.</summary>
    public ElementRule Rename(XName from, XName to, params (string V4, string V3)[] values)
    {
        attributes.Add(from, (v3, a) =>
        {
            var value = values.Length == 0 ? a.Value : ValueOf(a, values);
            if (value.Length > 0 || values.Length == 0)
            {
                v3.SetAttributeValue(to, value);
            }
        });
        return this;
    }

    /// <summary>An attribute that keeps its name and has other values.</summary>
    public ElementRule Values(string attribute, params (string V4, string V3)[] values) => Rename(attribute, attribute, values);

    /// <summary>An attribute that is the element's text in WiX 3.</summary>
    public ElementRule AsText(string attribute)
    {
        attributes.Add(attribute, (v3, a) => v3.Add(new XText(a.Value)));
        return this;
    }

    /// <summary>What WiX 3 needs to be told and v4 does by itself. An authored value wins.</summary>
    public ElementRule Default(XName v3Attribute, string value)
    {
        defaults.Add(new(v3Attribute, value));
        return this;
    }

    /// <summary>Attributes that <see cref="Then"/> reads from the v4 element, or that lose nothing when they are left out; the table says which in a comment.</summary>
    public ElementRule Consume(params IEnumerable<XName> names)
    {
        foreach (var one in names)
        {
            attributes.Add(one, (_, _) => { });
        }

        return this;
    }

    /// <summary>An attribute that WiX 3 can't express, and what to do instead.</summary>
    public ElementRule Refuse(XName attribute, string why)
    {
        attributes.Add(attribute, (_, a) => throw a.Parent!.Line().Error($"{a.Parent!.Name.LocalName}/@{a.Name.LocalName}: {why}"));
        return this;
    }

    /// <summary>Attributes that must be there. Named only where WiX 3 would accept what v4 refuses.</summary>
    public ElementRule Require(params IEnumerable<string> names)
    {
        required.AddRange(names);
        return this;
    }

    public ElementRule HasText()
    {
        mayHaveText = true;
        return this;
    }

    public ElementRule Then(Restructure change)
    {
        restructure = change;
        return this;
    }

    /// <summary>Converts the element itself; <paramref name="children"/> are converted already.</summary>
    internal IEnumerable<XElement> Apply(WixScope scope, XElement v4, IEnumerable<XNode> children)
    {
        var v3 = new XElement(target, defaults.Select(d => new XAttribute(d))).At(v4.Line());
        foreach (var attribute in v4.Attributes().Where(a => !a.IsNamespaceDeclaration))
        {
            if (!attributes.TryGetValue(attribute.Name, out var convert))
            {
                throw v4.Line().Error($"{v4.Name.LocalName}/@{attribute.Name.LocalName} is an attribute that the down-leveller for WiX 3 has no rule for. Add it to the tables in build/Wix/Rules, or write it in another way.");
            }

            convert(v3, attribute);
        }

        var missing = required.FirstOrDefault(r => v4.Attribute(r) is null);
        if (missing is not null)
        {
            throw v4.Line().Error($"{v4.Name.LocalName}/@{missing} is missing.");
        }

        if (!mayHaveText && v4.Nodes().OfType<XText>().Any(t => t.Value.Trim().Length > 0))
        {
            throw v4.Line().Error($"<{v4.Name.LocalName}> has text; WiX 4 wants it in an attribute.");
        }

        v3.Add(children);
        return restructure(scope, v4, v3);
    }

    private static string ValueOf(XAttribute a, (string V4, string V3)[] values)
    {
        var match = values.Where(v => v.V4 == a.Value).Select(v => v.V3).FirstOrDefault();
        return match ?? throw a.Parent!.Line().Error(
            $"{a.Parent!.Name.LocalName}/@{a.Name.LocalName}=\"{a.Value}\" can't be written in WiX 3. It knows: {string.Join(", ", values.Select(v => v.V4))}.");
    }
}
