using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Saves what the steps of a clean-up will change, as far as it is not saved yet.</summary>
[SupportedOSPlatform("windows")]
internal sealed class BackupSaving(CleanBackup backup)
{
    private static readonly TimeSpan ToolLimit = TimeSpan.FromMinutes(2);

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

    private void Save(CleanStep step, OldTools tools)
    {
        switch (step)
        {
            case MachineStep { Step: UnstoreDriver s }:
                SaveDriver(s.PublishedName, tools);
                break;
            case MachineStep { Step: DeleteService s }:
                Export(BackupEntry.ServiceKey(s));
                break;
            case MachineStep { Step: RemoveClassFilter s }:
                SaveFilter(s);
                break;
            case MachineStep { Step: DeleteDriverFile s }:
                SaveFile(s.Path, BackupEntry.File(s.Path));
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

                foreach (var value in InstallerKeys.SharedValues(s.ProductCode))
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
                    SaveFile(Path.Combine(s.Folder, file), BackupEntry.FileOf(s, file));
                }

                break;
            case DeleteTask s:
                SaveFile(OldToolsScan.TaskFile(s.Name), BackupEntry.Task(s.Name));
                break;
        }
    }

    private void Export(string key)
    {
        using (var there = Registry.LocalMachine.TryOpen(key))
        {
            if (there is null || backup.Has(BackupEntry.Key(key)))
            {
                return;
            }
        }

        var file = backup.NewFile("registry", key[(key.LastIndexOf('\\') + 1)..] + ".reg");
        var code = SystemProgram.Run("reg.exe", ["export", $@"HKLM\{key}", backup.PathOf(file), "/y"], ToolLimit);
        if (code != 0)
        {
            throw new IOException($@"reg export HKLM\{key} {BackupEntry.Ended(code)}.");
        }

        backup.Add(BackupEntry.Key(key), file);
    }

    private void SaveFilter(RemoveClassFilter step)
    {
        var filter = ClassFilterList.Read(ControlSetList.Key(step.ControlSet)).FirstOrDefault(other => other.Class == step.Class && other.Upper == step.Upper && Names.Among(other.Services.AsSpan(), step.Service));
        if (filter is not null && !backup.Has(BackupEntry.Filter(step)))
        {
            backup.Add(BackupEntry.Filter(step), string.Join(' ', filter.Services));
        }
    }

    /// <summary>Beside the exported key: what others have written into the key since is not to be undone.</summary>
    private void SaveValue(DeleteRegistryValue step)
    {
        using var key = Registry.LocalMachine.TryOpen(step.Key);
        var data = key?.GetValue(step.Name, null, RegistryValueOptions.DoNotExpandEnvironmentNames);
        if (data is not null && SavedValue.Of(data, key!.GetValueKind(step.Name)) is { } saved && !backup.Has(BackupEntry.Value(step.Key, step.Name)))
        {
            backup.Add(BackupEntry.Value(step.Key, step.Name), saved.ToString());
        }
    }

    private void SaveFile(string path, string name)
    {
        var real = Environment.ExpandEnvironmentVariables(path);
        if (!File.Exists(real) || backup.Has(name))
        {
            return;
        }

        var file = backup.NewFile("files", Path.GetFileName(real));
        File.Copy(real, backup.PathOf(file), overwrite: true);
        backup.Add(name, file);
    }

    /// <summary>The package with its files: as the driver store has them, or as they were installed (Wine's store keeps the INF alone).</summary>
    private void SaveDriver(string publishedName, OldTools tools)
    {
        var name = BackupEntry.Driver(publishedName);
        if (backup.Has(name) || tools.Packages.FirstOrDefault(package => Names.Same(package.Stored.PublishedName, publishedName)) is not { } package)
        {
            return;
        }

        var source = DriverStore.SourceOf(package.Stored.Path);
        var folder = backup.NewFile("drivers", package.Inf.Name);
        Directory.CreateDirectory(backup.PathOf(folder));
        var inf = Path.Combine(folder, package.Inf.Name + ".inf");
        File.Copy(source, backup.PathOf(inf), overwrite: true);
        foreach (var file in package.Inf.Files.Append(new InfCopiedFile(package.Inf.CatalogFile, DriverStore.CatalogPath(package.Inf.CatalogFile))))
        {
            var beside = Path.Combine(Path.GetDirectoryName(source)!, file.SourceName);
            var installed = Environment.ExpandEnvironmentVariables(file.TargetPath);
            var target = Path.Combine(backup.PathOf(folder), file.SourceName);
            if ((File.Exists(beside) ? beside : File.Exists(installed) ? installed : null) is { } found)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(found, target, overwrite: true);
            }
        }

        backup.Add(name, inf);
    }

    private void SavePackage(Guid product)
    {
        if (MsiProducts.LocalPackage(product) is { } package)
        {
            SaveFile(package, BackupEntry.Product(product));
        }
    }
}
