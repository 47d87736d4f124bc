using System.Xml.Linq;

namespace XenGuestTools.Build.Wix;

/// <summary>A line of the v4 authoring. Elements carry it as an annotation through preprocessing and down-levelling, so that every message names the line that a person wrote.</summary>
public sealed record SourceLine(string File, int Line)
{
    public override string ToString() => $"{File}({Line})";
}

public static class SourceLines
{
    /// <summary>Marks <paramref name="element"/> as written at <paramref name="line"/>.</summary>
    public static XElement At(this XElement element, SourceLine line)
    {
        element.RemoveAnnotations<SourceLine>();
        element.AddAnnotation(line);
        return element;
    }

    /// <summary>The line of the element, or of the nearest ancestor that has one.</summary>
    public static SourceLine Line(this XElement element) =>
        element.AncestorsAndSelf().Select(e => e.Annotation<SourceLine>()).FirstOrDefault(l => l is not null)
        ?? throw new InvalidOperationException($"<{element.Name.LocalName}> has no source line.");

    /// <summary>The error of this line, in the form that editors and build logs understand.</summary>
    public static BuildException Error(this SourceLine line, string message) => new($"{line}: error: {message}");
}
