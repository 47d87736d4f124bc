using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>
/// What a clean-up takes away, in a folder: registry keys as .reg files, driver packages, files, tasks, the packages of products, and <c>index.txt</c>, which says what each is. Everything is there
/// before the first step that changes it; <c>steps.txt</c> has the steps that were begun.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class CleanBackup
{
    private const char Tab = '\t';
    private static readonly TimeSpan ToolLimit = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string> index = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="folder">Of this clean-up; one that was begun is read.</param>
    /// <exception cref="CleanException">XGT1304.</exception>
    public CleanBackup(string folder)
    {
        Folder = folder;
        foreach (var line in Lines("index.txt"))
        {
            var at = line.IndexOf(Tab, StringComparison.Ordinal);
            if (at < 0)
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
                return [.. Lines("steps.txt").Select(CleanStepText.Parse)];
            }
            catch (FormatException e)
            {
                throw CleanException.BadBackup(Folder, e.Message);
            }
        }
    }

    /// <summary>A step is about to be run.</summary>
    public void Begin(CleanStep step) => Append("steps.txt", step.ToString());

    /// <summary>Everything was put back.</summary>
    public void Close() => File.Move(Path.Combine(Folder, "steps.txt"), Path.Combine(Folder, "steps-undone.txt"), overwrite: true);

    /// <summary>Saves what the steps will change, as far as it is not saved yet.</summary>
    /// <exception cref="CleanException">XGT1301.</exception>
    public void Save(ImmutableArray<CleanStep> steps, OldTools tools)
    {
        foreach (var step in steps)
        {
            try
            {
                Save(step, tools);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception or System.Security.SecurityException)
            {
                throw CleanException.NotSaved(CleanStepWords.What(step), e.Message);
            }
        }
    }

    /// <summary>The INF of a driver package in the backup; null if it is not there.</summary>
    public string? InfOf(string publishedName) => index.GetValueOrDefault($"driver {publishedName}") is { } file ? Path.Combine(Folder, file) : null;

    /// <summary>Puts back what the step took away and no driver package brings along. What is there already stays as it is.</summary>
    /// <returns>What there is to say about it; null if nothing.</returns>
    public string? Restore(CleanStep step) => step switch
    {
        MachineStep { Package: not null } => null,
        MachineStep { Step: DeleteService s } => Import(ServiceKey(s)),
        MachineStep { Step: RemoveClassFilter s } => RestoreFilter(s),
        MachineStep { Step: DeleteDriverFile s } => RestoreFile(s.Path, $"file {s.Path}"),
        MachineStep { Step: DeleteRegistryValue s } when !IsUnplug(s) => RestoreValue(s),
        DeleteKey s => Import(s.Key),
        ForgetProduct s => RestoreProduct(s.ProductCode),
        DeleteFiles s => RestoreFiles(s),
        DeleteTask s => RestoreTask(s.Name),
        _ => null,
    };

    private void Save(CleanStep step, OldTools tools)
    {
        switch (step)
        {
            case MachineStep { Step: UnstoreDriver s }:
                SaveDriver(s.PublishedName, tools);
                break;
            case MachineStep { Step: DeleteService s }:
                Export(ServiceKey(s));
                break;
            case MachineStep { Step: RemoveClassFilter s }:
                SaveFilter(s);
                break;
            case MachineStep { Step: DeleteDriverFile s }:
                SaveFile(s.Path, $"file {s.Path}");
                break;
            case MachineStep { Step: DeleteRegistryValue s }:
                Export(s.Key);
                SaveValue(s);
                break;
            case UninstallProduct s:
                SavePackage(s.ProductCode);
                break;
            case ForgetProduct s:
                foreach (var key in InstallerKeys.Of(s.ProductCode))
                {
                    Export(key);
                }

                foreach (var value in InstallerKeys.UpgradeValues(s.ProductCode))
                {
                    SaveValue(value);
                }

                break;
            case DeleteKey s:
                Export(s.Key);
                break;
            case DeleteFiles s:
                foreach (var file in s.Files)
                {
                    SaveFile(Path.Combine(s.Folder, file), $"file {s.Folder}\\{file}");
                }

                break;
            case DeleteTask s:
                SaveFile(OldToolsScan.TaskFile(s.Name), $"task {s.Name}");
                break;
        }
    }

    private static string ServiceKey(DeleteService step) => $@"{ControlSetList.Key(step.ControlSet)}\Services\{step.Name}";

    /// <summary>What has Windows start without emulated disks, and what keeps their drivers from starting, is never put back: a driver that is there again sets it itself.</summary>
    private static bool IsUnplug(DeleteRegistryValue step) =>
        step.Key.EndsWith(UnplugValues.StartOverride, StringComparison.OrdinalIgnoreCase) || Names.Below(UnplugValues.InCurrentSet(step.Key), UnplugValues.XenKey) || Names.Has(step.Key, @"\xenfilt\UNPLUG");

    private void Export(string key)
    {
        using (var there = Registry.LocalMachine.TryOpen(key))
        {
            if (there is null || index.ContainsKey($"key {key}"))
            {
                return;
            }
        }

        var file = NewFile("registry", key[(key.LastIndexOf('\\') + 1)..] + ".reg");
        var code = SystemProgram.Run("reg.exe", ["export", $@"HKLM\{key}", Path.Combine(Folder, file), "/y"], ToolLimit);
        if (code != 0)
        {
            throw new IOException($@"reg export HKLM\{key} {Ended(code)}.");
        }

        Add($"key {key}", file);
    }

    private string? Import(string key)
    {
        if (index.GetValueOrDefault($"key {key}") is not { } file)
        {
            return null; // it was not there
        }

        var code = SystemProgram.Run("reg.exe", ["import", Path.Combine(Folder, file)], ToolLimit);
        return code == 0 ? null : $@"HKLM\{key} was not put back: reg import {file} {Ended(code)}";
    }

    private string? RestoreProduct(Guid product)
    {
        foreach (var name in index.Keys.Where(name => name.StartsWith("value ", StringComparison.Ordinal)))
        {
            var at = name.LastIndexOf('|');
            if (InstallerKeys.IsUpgradeValue(name["value ".Length..at], name[(at + 1)..], product))
            {
                RestoreValue(new DeleteRegistryValue(name["value ".Length..at], name[(at + 1)..]));
            }
        }

        string[] problems = [.. InstallerKeys.Of(product).Select(Import).OfType<string>()];
        return problems.Length == 0 ? null : string.Join("; ", problems);
    }

    private static string Ended(int? code) => code is { } number ? string.Create(CultureInfo.InvariantCulture, $"ended with {number}") : "did not end";

    private void SaveFilter(RemoveClassFilter step)
    {
        var filter = ClassFilterList.Read(ControlSetList.Key(step.ControlSet)).FirstOrDefault(other => other.Class == step.Class && other.Upper == step.Upper && Names.Among(other.Services.AsSpan(), step.Service));
        if (filter is not null && !index.ContainsKey(FilterName(step)))
        {
            Add(FilterName(step), string.Join(' ', filter.Services));
        }
    }

    private string? RestoreFilter(RemoveClassFilter step)
    {
        if (index.GetValueOrDefault(FilterName(step)) is { } was)
        {
            ClassFilterList.Insert(ControlSetList.Key(step.ControlSet), step.Class, step.Upper, step.Service, was.Split(' '));
        }

        return null;
    }

    private static string FilterName(RemoveClassFilter step) => $"filter {ControlSetList.Key(step.ControlSet)} {step.Class:B} {(step.Upper ? "Upper" : "Lower")} {step.Service}";

    /// <summary>Beside the exported key: what others have written into the key since is not to be undone. Texts and numbers only, as Run keys and Services have them.</summary>
    private void SaveValue(DeleteRegistryValue step)
    {
        using var key = Registry.LocalMachine.TryOpen(step.Key);
        var data = key?.GetValue(step.Name, null, RegistryValueOptions.DoNotExpandEnvironmentNames);
        if (data is string or int && !index.ContainsKey($"value {step.Key}|{step.Name}"))
        {
            Add($"value {step.Key}|{step.Name}", string.Create(CultureInfo.InvariantCulture, $"{(int)key!.GetValueKind(step.Name)} {data}"));
        }
    }

    private string? RestoreValue(DeleteRegistryValue step)
    {
        if (index.GetValueOrDefault($"value {step.Key}|{step.Name}") is not { } saved)
        {
            return null;
        }

        using var key = Registry.LocalMachine.CreateSubKey(step.Key);
        var kind = (RegistryValueKind)int.Parse(saved[..saved.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        var text = saved[(saved.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        if (key.GetValue(step.Name) is null)
        {
            key.SetValue(step.Name, kind == RegistryValueKind.DWord ? int.Parse(text, CultureInfo.InvariantCulture) : text, kind);
        }

        return null;
    }

    private void SaveFile(string path, string name)
    {
        var real = Environment.ExpandEnvironmentVariables(path);
        if (!File.Exists(real) || index.ContainsKey(name))
        {
            return;
        }

        var file = NewFile("files", Path.GetFileName(real));
        File.Copy(real, Path.Combine(Folder, file));
        Add(name, file);
    }

    private string? RestoreFile(string path, string name)
    {
        var real = Environment.ExpandEnvironmentVariables(path);
        if (index.GetValueOrDefault(name) is not { } file || File.Exists(real))
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(real)!);
            File.Copy(Path.Combine(Folder, file), real);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{real} was not put back: {e.Message} It is {Path.Combine(Folder, file)} in the backup";
        }
    }

    private string? RestoreFiles(DeleteFiles step)
    {
        Directory.CreateDirectory(Environment.ExpandEnvironmentVariables(step.Folder));
        string[] problems = [.. step.Files.Select(file => RestoreFile(Path.Combine(step.Folder, file), $"file {step.Folder}\\{file}")).OfType<string>()];
        return problems.Length == 0 ? null : string.Join("; ", problems);
    }

    private string? RestoreTask(string task)
    {
        if (index.GetValueOrDefault($"task {task}") is not { } file)
        {
            return null;
        }

        var code = SystemProgram.Run("schtasks.exe", ["/create", "/tn", task, "/xml", Path.Combine(Folder, file), "/f"], ToolLimit);
        return code == 0 ? null : $"the task {task} was not put back: schtasks /create {Ended(code)}; it is {file} in the backup";
    }

    /// <summary>The package with its files: as the driver store has them, or as they were installed (Wine's store keeps the INF alone).</summary>
    private void SaveDriver(string publishedName, OldTools tools)
    {
        var name = $"driver {publishedName}";
        if (index.ContainsKey(name) || tools.Packages.FirstOrDefault(package => Names.Same(package.Stored.PublishedName, publishedName)) is not { } package)
        {
            return;
        }

        var source = DriverStore.SourceOf(package.Stored.Path);
        var folder = NewFile("drivers", package.Inf.Name);
        Directory.CreateDirectory(Path.Combine(Folder, folder));
        var inf = Path.Combine(folder, package.Inf.Name + ".inf");
        File.Copy(source, Path.Combine(Folder, inf));
        foreach (var file in package.Inf.Files.Select(file => (file.SourceName, file.TargetPath)).Append((package.Inf.CatalogFile, DriverStore.CatalogPath(package.Inf.CatalogFile))))
        {
            var beside = Path.Combine(Path.GetDirectoryName(source)!, file.Item1);
            var installed = Environment.ExpandEnvironmentVariables(file.Item2);
            var target = Path.Combine(Folder, folder, file.Item1);
            if ((File.Exists(beside) ? beside : File.Exists(installed) ? installed : null) is { } found && !File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(found, target);
            }
        }

        Add(name, inf);
    }

    private void SavePackage(Guid product)
    {
        if (MsiProducts.LocalPackage(product) is { } package)
        {
            SaveFile(package, $"product {product:B}");
        }
    }

    private string NewFile(string folder, string name)
    {
        Directory.CreateDirectory(Path.Combine(Folder, folder));
        return string.Create(CultureInfo.InvariantCulture, $@"{folder}\{index.Count + 1:D4} {name}");
    }

    private void Add(string name, string file)
    {
        Append("index.txt", file + Tab + name);
        index[name] = file;
    }

    private void Append(string file, string line)
    {
        using FileStream stream = new(Path.Combine(Folder, file), FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(Encoding.UTF8.GetBytes(line + Environment.NewLine));
        stream.Flush(flushToDisk: true);
    }

    private string[] Lines(string file) => Path.Combine(Folder, file) is var path && File.Exists(path) ? File.ReadAllLines(path) : [];
}
