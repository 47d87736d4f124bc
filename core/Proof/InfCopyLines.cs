namespace XenGuestTools.Core.Proof;

/// <summary>Where an INF says that a source file is copied.</summary>
internal sealed class InfCopyLines
{
    private readonly Dictionary<string, int> lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly InfFileLists lists;

    public InfCopyLines(InfFile file, InfInstall install)
    {
        lists = new(file);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var directive in install.Sections.SelectMany(section => install.Lines(section, "").Concat(install.Lines(section, ".CoInstallers"))).Where(line => line.HasKey("CopyFiles")))
        {
            foreach (var name in directive.Fields.Where(seen.Add))
            {
                Add(file, directive, name);
            }
        }
    }

    /// <param name="source">Relative to the folder of the INF.</param>
    /// <returns>Counted from 1; 0 if no line does.</returns>
    public int Of(string source) => lines.GetValueOrDefault(source);

    private void Add(InfFile file, InfLine directive, string name)
    {
        if (name.StartsWith('@'))
        {
            lines.TryAdd(lists.SourcePath(name[1..]), directive.Number);
        }

        foreach (var line in file.Lines(name))
        {
            lines.TryAdd(lists.SourcePath(line.Field(1).Length > 0 ? line.Field(1) : line.Field(0)), line.Number);
        }
    }
}
