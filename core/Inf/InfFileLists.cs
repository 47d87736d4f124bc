using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>CopyFiles: which file goes where (Microsoft: "INF CopyFiles Directive", "INF DestinationDirs Section").</summary>
internal sealed class InfFileLists(InfFile inf)
{
    private readonly ImmutableArray<InfCopiedFile>.Builder files = ImmutableArray.CreateBuilder<InfCopiedFile>();
    private readonly HashSet<string> targets = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> lists = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<InfCopiedFile> Files => files.ToImmutable();

    /// <param name="directive">A CopyFiles line: names of file lists, or <c>@file</c>.</param>
    public void Add(InfLine directive)
    {
        foreach (var name in directive.Fields)
        {
            if (name.StartsWith('@'))
            {
                Add(name[1..], name[1..], Destination("DefaultDestDir", directive));
            }
            else if (name.Length > 0 && lists.Add(name))
            {
                AddList(name, directive);
            }
        }
    }

    private void AddList(string list, InfLine directive)
    {
        if (!inf.HasSection(list))
        {
            throw new InfException(list, directive.Number, "CopyFiles names this section, and the INF has none of this name.");
        }

        var folder = Destination(list, directive);
        foreach (var line in inf.Lines(list))
        {
            Add(line.Field(0), line.Field(1).Length > 0 ? line.Field(1) : line.Field(0), folder);
        }
    }

    private void Add(string target, string source, string folder)
    {
        var path = InfValue.Join(folder, target);
        if (targets.Add(path))
        {
            files.Add(new InfCopiedFile(SourcePath(source), path));
        }
    }

    private string Destination(string list, InfLine directive)
    {
        var line = inf.Line("DestinationDirs", list) ?? inf.Line("DestinationDirs", "DefaultDestDir")
            ?? throw new InfException("DestinationDirs", 0, $"it says neither where [{list}] goes nor a DefaultDestDir, which line {directive.Number} needs.");
        if (line.Field(0) is "-1" or "65535")
        {
            return line.Field(1);
        }

        var folder = InfValue.Folder(line.Field(0)) ?? throw new InfException("DestinationDirs", line.Number, $"directory ID \"{line.Field(0)}\" is not one that a driver package should copy to.");
        return InfValue.Join(folder, line.Field(1));
    }

    /// <summary>A source file relative to the folder of the INF: the path of its disk, then its own sub-folder. The sections for amd64 come before the general ones.</summary>
    public string SourcePath(string source)
    {
        var file = inf.Line("SourceDisksFiles.amd64", source) ?? inf.Line("SourceDisksFiles", source);
        if (file is null)
        {
            return InfValue.Join("", source);
        }

        var disk = inf.Line("SourceDisksNames.amd64", file.Field(0)) ?? inf.Line("SourceDisksNames", file.Field(0));
        return InfValue.Join(InfValue.Join(InfValue.Join("", disk?.Field(3) ?? ""), file.Field(1)), source);
    }
}
