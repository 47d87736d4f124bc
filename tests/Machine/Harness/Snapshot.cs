using System.Globalization;
using System.Text.RegularExpressions;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>Registry and files at one moment. Two of them, before and after, tell what an installation changed.</summary>
public sealed partial class Snapshot
{
    private readonly RegistryImage registry;
    private readonly IReadOnlyDictionary<string, string> files;

    private Snapshot(RegistryImage registry, IReadOnlyDictionary<string, string> files)
    {
        this.registry = registry;
        this.files = files;
    }

    /// <param name="folders">A file is known by its path, size and time of change: hashing the 1.3 GB of a Windows would take longer than the test.</param>
    public static Snapshot Of(RegistryImage registry, params string[] folders) => new(
        registry,
        folders.Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Select(entry => (Path: entry.FullName[folder.Length..].Replace('/', '\\'), State: State(entry))))
            .ToDictionary(e => e.Path, e => e.State, StringComparer.OrdinalIgnoreCase));

    /// <summary>What is different in <paramref name="later"/>, one line a difference, without what Windows does by itself (<see cref="Noise"/>).</summary>
    public IReadOnlyList<string> DifferencesTo(Snapshot later) =>
    [
        .. Differences(files, later.files).Where(d => !Noise.IsFile(d.Name)).Select(d => $"file {d.Name}: {d.Change}"),
        .. Differences(Flat(registry), Flat(later.registry)).Where(d => !Noise.IsKey(d.Name)).Select(d => $"registry {d.Name}: {d.Change}"),
    ];

    /// <summary>The machine is as it was in this snapshot.</summary>
    /// <param name="except">Tells the differences that are all right.</param>
    public void MustEqual(Snapshot later, Func<string, bool>? except = null) => MustBeNone([.. DifferencesTo(later).Where(d => except?.Invoke(d) != true)]);

    /// <summary>Removing a driver removes the nodes of its devices; Windows makes them anew when it scans for hardware, which Wine never does.</summary>
    public static bool RemovedNode(string difference) =>
        difference.StartsWith(@"registry System\CurrentControlSet\Enum\", StringComparison.OrdinalIgnoreCase) && difference.Contains(": gone, ", StringComparison.Ordinal);

    /// <summary>Burn copies packages into its cache while it installs the first one, and keeps those that it never came to. It uses them at the next try.</summary>
    public static bool CachedPackage(string difference) =>
        difference.StartsWith(@"file \ProgramData\Package Cache", StringComparison.OrdinalIgnoreCase)
        && (difference.EndsWith("added, folder", StringComparison.Ordinal) || difference.Contains("-x64.msi: added, ", StringComparison.Ordinal));

    /// <summary>Windows Installer's own copy of a package that it was killed with.</summary>
    public static bool CopyOfPackage(string difference) => difference.StartsWith(@"file \windows\Installer\", StringComparison.Ordinal);

    /// <summary>Windows Installer takes its own records back after a kill, and removes the rest of the product with the next run. Wine's has forgotten by then what it had installed.</summary>
    public static bool KeptByWindowsInstaller(string difference) =>
        difference.StartsWith(@"file \Program Files\", StringComparison.Ordinal)
        || CopyOfPackage(difference)
        || difference.Contains(@"\Installer\", StringComparison.Ordinal)
        || OurVersion().IsMatch(difference);

    /// <summary>The machine was installed a second time: copies with a name of their own and later dates.</summary>
    public static bool InstalledOnceMore(string difference) =>
        CopyOfPackage(difference)
        || difference.StartsWith(@"file \windows\inf\", StringComparison.Ordinal) && difference.Contains(".pnf: was ", StringComparison.Ordinal)
        || difference.Contains(@"\InstallProperties\LocalPackage: was ", StringComparison.Ordinal)
        || difference.Contains(@"\SourceList\", StringComparison.Ordinal);

    /// <summary>What Windows Installer itself had half registered, or copied, when it was killed in one of its own actions: Windows' takes that back at the next run, Wine's goes on from it.</summary>
    public static bool HalfRegistered(string difference) =>
        KeptByWindowsInstaller(difference) || InstalledOnceMore(difference) || difference.Contains(@"\CurrentVersion\Uninstall\", StringComparison.Ordinal);

    /// <summary>xen.sys deletes the values below Unplug when it has read them, and the drivers of disks and NICs write them once they run (facts 4.8). Nothing drives a device here.</summary>
    public static bool WrittenByRunningDriver(string difference) => difference.StartsWith(@"registry System\CurrentControlSet\Services\XEN\Unplug\", StringComparison.OrdinalIgnoreCase) && difference.Contains(": gone, ", StringComparison.Ordinal);

    /// <summary>Drivers were installed for their devices once more: each gets a free number in its class, and Wine notes in a .pnf where an INF came from.</summary>
    public static bool FoundOnceMore(string difference) => NumberInClass().IsMatch(difference);

    /// <summary>Says them all, one a line, if there are any.</summary>
    public static void MustBeNone(IReadOnlyList<string> differences) =>
        Assert.True(differences.Count == 0, $"{differences.Count} too many:\n{string.Join('\n', differences.Take(60))}");

    [GeneratedRegex(
        """
        ^file\ \\windows\\inf\\xen[a-z]+\.pnf:\ was\ 
        | ^registry\ System\\CurrentControlSet\\Control\\Class\\\{4d36e97d-e325-11ce-bfc1-08002be10318\}\\000[2-9]\\Inf(Path|Section):\ was\ 
        | ^registry\ System\\CurrentControlSet\\Enum\\[^:]*\\Driver:\ was\ "\{4d36e97d-e325-11ce-bfc1-08002be10318\}\\000[2-9]",\ is\ "\{4d36e97d-e325-11ce-bfc1-08002be10318\}\\000[2-9]"$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NumberInClass();

    [GeneratedRegex(@"^registry Software\\Xen Guest Tools\\[a-z]+\\(Version)?: ")]
    private static partial Regex OurVersion();

    private static string State(FileSystemInfo entry) => entry is FileInfo file
        ? string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes of {file.LastWriteTimeUtc:s}")
        : "folder";

    private static IEnumerable<(string Name, string Change)> Differences(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Keys.Union(after.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)
            .Select(name => (name, Before: before.GetValueOrDefault(name), After: after.GetValueOrDefault(name)))
            .Where(e => e.Before != e.After)
            .Select(e => (e.name, e.Before is null ? $"added, {e.After}" : e.After is null ? $"gone, was {e.Before}" : $"was {e.Before}, is {e.After}"));

    /// <summary>Keys as names that end in a backslash, values below them.</summary>
    private static Dictionary<string, string> Flat(RegistryImage image)
    {
        var flat = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, values) in image.Keys)
        {
            flat[path + '\\'] = "key";
            foreach (var (name, value) in values)
            {
                flat[$@"{path}\{(name.Length == 0 ? "(default)" : name)}"] = RegistryImage.Show(value);
            }
        }

        return flat;
    }
}
