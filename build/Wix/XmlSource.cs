using System.Xml;
using System.Xml.Linq;

namespace XenGuestTools.Build.Wix;

/// <summary>Reads XML of the authoring.</summary>
public static class XmlSource
{
    /// <summary>A file that is not preprocessed (a .wxl, a theme); its elements know their lines.</summary>
    public static XDocument Load(string path)
    {
        var document = Parse(path);
        foreach (var element in document.Descendants())
        {
            element.At(new(path, ((IXmlLineInfo)element).LineNumber));
        }

        document.DescendantNodes().OfType<XComment>().Remove();
        return document;
    }

    /// <summary>The file as it is, with line information. A missing or broken file is a <see cref="BuildException"/>.</summary>
    public static XDocument Parse(string path)
    {
        try
        {
            return XDocument.Load(path, LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            throw new SourceLine(path, e.LineNumber).Error($"this is not well-formed XML: {e.Message}");
        }
        catch (IOException e)
        {
            throw new BuildException($"{path}: error: the file can't be read: {e.Message}", e);
        }
    }
}
