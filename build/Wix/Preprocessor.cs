using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace XenGuestTools.Build.Wix;

/// <summary>
/// Evaluates the processing instructions of a source: <c>define undef include if ifdef ifndef elseif else endif foreach endforeach error warning</c>. The result has neither instructions nor
/// variables nor comments, and every element knows its <see cref="SourceLine"/>. They are evaluated here and not by candle because the expansion of <c>Files</c> and the list of a package's inputs need the values.
/// </summary>
public sealed partial class Preprocessor(IReadOnlyDictionary<string, string> defines)
{
    private readonly PreprocessorVariables variables = new(defines);
    private readonly List<string> files = [];

    /// <summary>Full paths of the files read so far: the source and its includes.</summary>
    public IReadOnlyList<string> Files => files;

    public XDocument Load(string file)
    {
        var holder = new XElement("holder");
        Copy(Read(file, n => [n]), holder);
        var root = holder.Elements().Single();
        root.Remove(); // a document copies an element that has a parent, without its annotations
        return new(root);
    }

    [GeneratedRegex("""^\s*(?<name>.+?)\s*(=\s*(?<value>.+?)\s*)?$""", RegexOptions.Singleline)]
    private static partial Regex Definition();

    private Cursor Read(string file, Func<XNode, IEnumerable<XNode>> part)
    {
        var path = Path.GetFullPath(file);
        files.Add(path);
        return new(XmlSource.Parse(path).Nodes().SelectMany(part), path);
    }

    private void Copy(Cursor nodes, XElement target)
    {
        if (Block(nodes, target, live: true) is { } stray)
        {
            throw nodes.LineOf(stray).Error($"<?{stray.Target}?> has no beginning within this element.");
        }
    }

    /// <summary>Copies nodes up to the instruction that ends or continues a block, and returns that; null at the end of the nodes.</summary>
    private XProcessingInstruction? Block(Cursor nodes, XElement target, bool live)
    {
        while (nodes.Next() is { } node)
        {
            switch (node)
            {
                case XProcessingInstruction { Target: "if" or "ifdef" or "ifndef" } instruction:
                    If(instruction, nodes, target, live);
                    break;
                case XProcessingInstruction { Target: "foreach" } instruction:
                    Foreach(instruction, nodes, target, live);
                    break;
                case XProcessingInstruction { Target: "elseif" or "else" or "endif" or "endforeach" } instruction:
                    return instruction;
                case XProcessingInstruction instruction when live:
                    Execute(instruction, nodes.LineOf(instruction), target);
                    break;
                case XElement element when live:
                    target.Add(Element(element, nodes));
                    break;
                case XText text when live:
                    target.Add(new XText(variables.Substitute(text.Value, nodes.LineOf(text))));
                    break;
            }
        }

        return null;
    }

    private XElement Element(XElement source, Cursor nodes)
    {
        var line = nodes.LineOf(source);
        var attributes = source.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => new XAttribute(a.Name, variables.Substitute(a.Value, line)));
        var result = new XElement(source.Name, attributes).At(line);
        Copy(nodes.Into(source), result);
        return result;
    }

    private void If(XProcessingInstruction instruction, Cursor nodes, XElement target, bool live)
    {
        var begin = nodes.LineOf(instruction);
        var taken = live && IsTrue(instruction, begin);
        var settled = taken;
        while (true)
        {
            var end = Block(nodes, target, taken) ?? throw begin.Error($"<?{instruction.Target}?> has no <?endif?> within this element.");
            switch (end.Target)
            {
                case "endif":
                    return;
                case "else":
                    taken = live && !settled;
                    break;
                case "elseif":
                    taken = live && !settled && PreprocessorCondition.Evaluate(end.Data, variables, nodes.LineOf(end));
                    break;
                default:
                    throw nodes.LineOf(end).Error($"<?{end.Target}?> stands inside <?{instruction.Target}?> of line {begin.Line}.");
            }

            settled |= taken;
        }
    }

    private bool IsTrue(XProcessingInstruction instruction, SourceLine line) => instruction.Target switch
    {
        "ifdef" => variables.Find(instruction.Data.Trim(), line) is not null,
        "ifndef" => variables.Find(instruction.Data.Trim(), line) is null,
        _ => PreprocessorCondition.Evaluate(instruction.Data, variables, line),
    };

    private void Foreach(XProcessingInstruction instruction, Cursor nodes, XElement target, bool live)
    {
        var begin = nodes.LineOf(instruction);
        var parts = instruction.Data.Split(" in ", 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2)
        {
            throw begin.Error("write <?foreach NAME in VALUE;VALUE;…?>.");
        }

        var start = nodes.Position;
        foreach (var value in live ? variables.Substitute(Unquoted(parts[1]), begin).Split(';') : [""])
        {
            variables.SetLoop(parts[0], value);
            nodes.Position = start;
            if (Block(nodes, target, live)?.Target != "endforeach")
            {
                throw begin.Error("<?foreach?> has no <?endforeach?> within this element.");
            }
        }
    }

    private void Execute(XProcessingInstruction instruction, SourceLine line, XElement target)
    {
        var data = instruction.Data.Trim();
        switch (instruction.Target)
        {
            case "define":
                var match = Definition().Match(data);
                variables.Define(match.Groups["name"].Value, variables.Substitute(Unquoted(match.Groups["value"].Value), line), line);
                break;
            case "undef":
                variables.Undefine(data);
                break;
            case "include":
                Include(variables.Substitute(Unquoted(data), line), line, target);
                break;
            case "error" or "warning":
                throw line.Error(variables.Substitute(data, line));
            default:
                throw line.Error($"the instruction <?{instruction.Target}?> is not known to the down-leveller.");
        }
    }

    private void Include(string path, SourceLine line, XElement target)
    {
        var file = Path.Combine(Path.GetDirectoryName(line.File)!, path.Replace('\\', '/'));
        if (!File.Exists(file))
        {
            throw line.Error($"the include '{path}' does not exist beside this file.");
        }

        if (files.Count > 1000)
        {
            throw line.Error("the includes include each other.");
        }

        Copy(Read(file, n => n is XElement root ? root.Nodes() : [n]), target);
    }

    private static string Unquoted(string text) =>
        text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

    /// <summary>Sibling nodes and how far they have been read.</summary>
    private sealed class Cursor(IEnumerable<XNode> nodes, string file)
    {
        private readonly List<XNode> nodes = [.. nodes];

        public int Position { get; set; }

        public XNode? Next() => Position < nodes.Count ? nodes[Position++] : null;

        public Cursor Into(XElement element) => new(element.Nodes(), file);

        public SourceLine LineOf(XNode node) => new(file, ((IXmlLineInfo)node).LineNumber);
    }
}
