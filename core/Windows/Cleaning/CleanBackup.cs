using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>
/// What a clean-up takes away, in a folder: registry keys as .reg files, driver packages, files, tasks, the packages of products, and <c>index.txt</c>, which says what each is. Everything is there
/// before the first step that changes it (<see cref="BackupSaving"/>); <c>steps.txt</c> has the steps that were begun.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class CleanBackup
{
    private const char Tab = '\t';

    private readonly Dictionary<string, string> index = new(StringComparer.OrdinalIgnoreCase);
    private readonly LineFile indexFile;
    private readonly LineFile stepsFile;

    /// <param name="folder">Of this clean-up; one that was begun is read.</param>
    /// <exception cref="CleanException">XGT1304.</exception>
    public CleanBackup(string folder)
    {
        Folder = folder;
        indexFile = new LineFile(Path.Combine(folder, "index.txt"));
        stepsFile = new LineFile(StepsPath(folder));
        foreach (var line in indexFile.Read())
        {
            var at = line.IndexOf(Tab, StringComparison.Ordinal);
            if (at < 0 || !BackupEntry.IsWhole(line[(at + 1)..], line[..at]))
            {
                throw CleanException.BadBackup(folder, $"index.txt has a line \"{line}\", which is none of an index");
            }

            index[line[(at + 1)..]] = line[..at];
        }
    }

    public string Folder { get; }

    /// <summary>The steps that were begun and not put back, in their order.</summary>
    /// <exception cref="CleanException">XGT1304.</exception>
    public ImmutableArray<CleanStep> Steps
    {
        get
        {
            try
            {
                return [.. stepsFile.Read().Select(CleanStepText.Parse)];
            }
            catch (FormatException e)
            {
                throw CleanException.BadBackup(Folder, e.Message);
            }
        }
    }

    /// <summary>Has the folder steps that can be put back?</summary>
    public static bool IsOpen(string folder) => File.Exists(StepsPath(folder));

    /// <summary>A step is about to be run.</summary>
    public void Begin(CleanStep step) => stepsFile.Append(step.ToString());

    /// <summary>Everything was put back.</summary>
    public void Close() => File.Move(StepsPath(Folder), Path.Combine(Folder, "steps-undone.txt"), overwrite: true);

    public bool Has(string entry) => index.ContainsKey(entry);

    /// <returns>The file of an entry relative to <see cref="Folder"/>, or what a filter or value was; null if there is no such entry.</returns>
    public string? Find(string entry) => index.GetValueOrDefault(entry);

    /// <summary>All entries that start like this.</summary>
    public IEnumerable<string> StartingWith(string start) => index.Keys.Where(entry => entry.StartsWith(start, StringComparison.Ordinal));

    /// <summary>What <see cref="Find"/> says of an entry, as a path.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>A name for a new file; one that a run which was cut off has left is overwritten.</summary>
    /// <param name="folder">Below <see cref="Folder"/>; it is made.</param>
    public string NewFile(string folder, string name)
    {
        Directory.CreateDirectory(PathOf(folder));
        return string.Create(CultureInfo.InvariantCulture, $@"{folder}\{index.Count + 1:D4} {name}");
    }

    /// <param name="content">Where the entry is, or what it was.</param>
    public void Add(string entry, string content)
    {
        indexFile.Append(content + Tab + entry);
        index[entry] = content;
    }

    private static string StepsPath(string folder) => Path.Combine(folder, "steps.txt");
}
