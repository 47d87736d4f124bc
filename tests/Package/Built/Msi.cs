using System.Globalization;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Package.Built;

/// <summary>A row of a table, by the names of the columns. An empty cell is "".</summary>
internal sealed class MsiRow(IReadOnlyList<string> columns, string[] cells)
{
    public string this[string column] => cells[Enumerable.Range(0, columns.Count).Single(i => columns[i] == column)];

    public int Number(string column) => int.Parse(this[column], CultureInfo.InvariantCulture);

    public override string ToString() => string.Join(" | ", cells);
}

/// <summary>A built MSI, read through msitools. Needs no Windows.</summary>
internal sealed class Msi
{
    private static readonly Tool MsiInfo = new("msiinfo");

    private readonly string file;

    private Msi(string file) => this.file = file;

    /// <summary>One of out/&lt;package&gt;-x64.msi.</summary>
    public static Msi Open(string package) => new(Results.File($"{package}-x64.msi"));

    /// <summary>The rows of a table; none if the MSI has no such table.</summary>
    public async Task<IReadOnlyList<MsiRow>> TableAsync(string name)
    {
        var tables = await RunAsync("tables", file);
        return Lines(tables).Contains(name) ? Parse(await RunAsync("export", file, name)) : [];
    }

    public async Task<IReadOnlyDictionary<string, string>> PropertiesAsync() =>
        (await TableAsync("Property")).ToDictionary(r => r["Property"], r => r["Value"]);

    /// <summary>The number of each action of a sequence table.</summary>
    public async Task<IReadOnlyDictionary<string, int>> SequenceAsync(string table) =>
        (await TableAsync(table)).ToDictionary(r => r["Action"], r => r.Number("Sequence"));

    /// <summary>A line of the summary information, such as <c>Template</c>.</summary>
    public async Task<string> SummaryAsync(string name) =>
        Lines(await RunAsync("suminfo", file)).Single(l => l.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

    /// <summary>The text of a row of the Binary table.</summary>
    public Task<string> BinaryTextAsync(string name) => RunAsync("extract", file, $"Binary.{name}");

    /// <summary>Each directory's path from the folder that Windows names, such as <c>ProgramFiles64Folder\Xen Guest Tools</c>.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DirectoriesAsync()
    {
        var rows = (await TableAsync("Directory")).ToDictionary(r => r["Directory"]);
        return rows.Keys.ToDictionary(k => k, PathOf);

        string PathOf(string id)
        {
            var row = rows[id];
            var parent = row["Directory_Parent"];
            return parent.Length == 0 || parent == "TARGETDIR" ? id : $"{PathOf(parent)}\\{LongName(row["DefaultDir"])}";
        }
    }

    /// <summary>The long one of <c>short|long</c>.</summary>
    public static string LongName(string name) => name[(name.IndexOf('|', StringComparison.Ordinal) + 1)..];

    private static async Task<string> RunAsync(params string[] arguments) => await MsiInfo.RunAsync(arguments, TestContext.Current.CancellationToken);

    // Names of the columns, their types, the name of the table with its keys; then the rows.
    private static List<MsiRow> Parse(string export)
    {
        var lines = Lines(export);
        var columns = lines[0].Split('\t');
        return [.. lines.Skip(3).Select(l => new MsiRow(columns, l.Split('\t')))];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r')).ToArray();
}
