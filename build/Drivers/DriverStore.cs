using System.Collections.Immutable;
using System.Security.Cryptography;
using XenGuestTools.Build.Native;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>drivers/x64 and what drivers.json says of it.</summary>
internal sealed class DriverStore(Paths paths)
{
    public string Folder => paths.DriverStore;

    /// <summary>The packages that are there, in the order of the list.</summary>
    public IReadOnlyList<PackageFiles> Packages() => PackageContent.ReadAll(Folder, DriverList.Read(paths));

    /// <param name="packages">With the records that drivers.json is to have.</param>
    /// <param name="scratch">An empty folder in the checkout.</param>
    public void Put(IReadOnlyList<(PackageFiles Files, DriverSource Record)> packages, string scratch)
    {
        Dictionary<string, string?> folders = [];
        foreach (var (files, _) in packages)
        {
            var folder = Directory.CreateDirectory(Path.Combine(scratch, files.Name)).FullName;
            foreach (var (name, content) in files.Files)
            {
                File.WriteAllBytes(Path.Combine(folder, name), content.Span);
            }

            folders[files.Name] = folder;
        }

        StoreChange.Apply(Folder, folders, scratch, () => Record(packages.Select(p => p.Record)));
    }

    public void Remove(IReadOnlyList<string> names, string scratch) =>
        StoreChange.Apply(Folder, names.ToDictionary(name => name, _ => (string?)null), scratch, () => Record(names.Select(name => new DriverSource(name))));

    /// <summary>Whether a package is the recorded one: <c>recorded</c>, <c>changed</c>, <c>not recorded</c>, <c>missing</c> or <c>none</c>.</summary>
    public static string State(PackageFiles? package, DriverSource record) => (package, record.Files.Count) switch
    {
        (null, 0) => "none",
        (null, _) => "missing",
        (_, 0) => "not recorded",
        _ => Differences(package, record).Any() ? "changed" : "recorded",
    };

    /// <summary>Findings for files that are not the recorded ones; none for a package without a record.</summary>
    /// <param name="package">Null: it is not there.</param>
    public static IEnumerable<ProofFinding> Differences(PackageFiles? package, DriverSource record)
    {
        var names = record.Files.Count == 0 ? [] : record.Files.Keys.Union(package?.Files.Keys ?? [], StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var recorded = record.Files.GetValueOrDefault(name);
            var found = package is not null && package.Files.TryGetValue(name, out var content) ? Convert.ToHexStringLower(SHA256.HashData(content.Span)) : null;
            if (!string.Equals(recorded, found, StringComparison.OrdinalIgnoreCase))
            {
                yield return new(
                    "XGD2115",
                    Core.Severity.Error,
                    record.Name,
                    name,
                    0,
                    $"This is not the file that drivers.json has: its SHA-256 is {found ?? "unknown, for it is missing"}, and the recorded one is {recorded ?? "none"}.",
                    $"Add the package again from {record.Source}, or what you mean to have from elsewhere.");
            }
        }
    }

    public static ImmutableDictionary<string, RecordedPackage> Recorded(DriverList list) =>
        list.Packages.Where(p => p.Version is not null && p.Date is not null).ToImmutableDictionary(p => p.Name, p => new RecordedPackage(p.Version!, p.Date!.Value));

    private void Record(IEnumerable<DriverSource> records) => FileUpdate.Write(paths.DriverList, records.Aggregate(File.ReadAllBytes(paths.DriverList), DriverListText.With));
}
