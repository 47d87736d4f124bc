namespace XenGuestTools.Core;

/// <summary>
/// The install sections that an x64 Windows may use. A package can have one set of models per Windows build (NTamd64.10.0...25398); all of them are taken together, because the same
/// package is to be removed after Windows was upgraded from one build to another. What a union names too much is never on the machine, so no plan acts on it.
/// </summary>
internal sealed class InfInstall
{
    private const string Amd64 = "NTamd64";

    private readonly InfFile inf;
    private readonly HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    public InfInstall(InfFile inf)
    {
        this.inf = inf;
        foreach (var manufacturer in inf.Lines("Manufacturer"))
        {
            ReadModels(manufacturer);
        }
    }

    public List<string> HardwareIds { get; } = [];

    /// <summary>Names as the models say them, without decoration.</summary>
    public List<string> Sections { get; } = [];

    /// <summary>The lines of an install section or its companion (.Services, .HW), those of the sections that it needs after them.</summary>
    /// <param name="suffix">"" for the install section itself.</param>
    public List<InfLine> Lines(string section, string suffix)
    {
        var name = Decorated(section, suffix);
        List<InfLine> lines = [];
        if (name is not null)
        {
            Collect(name, lines);
        }
        else if (suffix.Length == 0)
        {
            throw new InfException(section, 0, "a models section names this install section, and the INF has none of this name.");
        }

        return lines;
    }

    /// <summary>The most specific section for x64: .NTamd64, then .NT, then undecorated (Microsoft: "INF DDInstall Section"); null if there is none.</summary>
    public string? Decorated(string section, string suffix)
    {
        foreach (var decoration in (ReadOnlySpan<string>)["." + Amd64, ".NT", ""])
        {
            var name = section + decoration + suffix;
            if (inf.HasSection(name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>A needed section that is not here lies in an included INF of Windows itself and is not this package's business.</summary>
    private void Collect(string name, List<InfLine> lines)
    {
        List<string> needed = [name];
        HashSet<string> seen = new(needed, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < needed.Count; i++)
        {
            foreach (var line in inf.Lines(needed[i]))
            {
                lines.Add(line);
                for (var j = 0; j < line.Fields.Length && line.HasKey("Needs"); j++)
                {
                    AddOnce(needed, seen, line.Field(j));
                }
            }
        }
    }

    private void ReadModels(InfLine manufacturer)
    {
        for (var i = 1; i < manufacturer.Fields.Length; i++)
        {
            var target = manufacturer.Field(i);
            if (!target.Equals(Amd64, StringComparison.OrdinalIgnoreCase) && !target.StartsWith(Amd64 + ".", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            foreach (var model in inf.Lines(manufacturer.Field(0) + "." + target))
            {
                AddOnce(Sections, names, model.Field(0));
                for (var id = 1; id < model.Fields.Length; id++)
                {
                    AddOnce(HardwareIds, ids, model.Field(id));
                }
            }
        }
    }

    private static void AddOnce(List<string> list, HashSet<string> seen, string text)
    {
        if (text.Length > 0 && seen.Add(text))
        {
            list.Add(text);
        }
    }
}
