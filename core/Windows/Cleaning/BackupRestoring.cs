using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Puts back what steps took away and no driver package brings along. What is there already stays as it is.</summary>
[SupportedOSPlatform("windows")]
internal sealed class BackupRestoring(CleanBackup backup)
{
    private static readonly TimeSpan ToolLimit = TimeSpan.FromMinutes(2);

    /// <returns>What there is to say about it; null if nothing.</returns>
    public string? Restore(CleanStep step)
    {
        switch (step)
        {
            case MachineStep { Step: DeleteService s }:
                return Import(BackupEntry.ServiceKey(s));
            case MachineStep { Step: RemoveClassFilter s }:
                RestoreFilter(s);
                return null;
            case MachineStep { Step: DeleteDriverFile s }:
                return RestoreFile(s.Path, BackupEntry.File(s.Path));
            case MachineStep { Step: DeleteRegistryValue s }:
                if (!IsUnplug(s))
                {
                    RestoreValue(s.Key, s.Name);
                }

                return null;
            case DeleteKey s:
                return Import(s.Key);
            case ForgetProduct s:
                return RestoreProduct(s.ProductCode);
            case DeleteFiles s:
                Directory.CreateDirectory(Environment.ExpandEnvironmentVariables(s.Folder));
                return Joined(s.Files.Select(file => RestoreFile(Path.Combine(s.Folder, file), BackupEntry.FileOf(s, file))));
            case DeleteTask s:
                return RestoreTask(s.Name);
            default:
                return null;
        }
    }

    /// <summary>What has Windows start without emulated disks, and what keeps their drivers from starting, is never put back: a driver that is there again sets it itself.</summary>
    private static bool IsUnplug(DeleteRegistryValue step) =>
        step.Key.EndsWith(UnplugValues.StartOverride, StringComparison.OrdinalIgnoreCase) || Names.Below(UnplugValues.InCurrentSet(step.Key), UnplugValues.XenKey) || Names.Has(step.Key, @"\xenfilt\UNPLUG");

    private string? Import(string key)
    {
        if (backup.Find(BackupEntry.Key(key)) is not { } file)
        {
            return null; // it was not there
        }

        var code = SystemProgram.Run("reg.exe", ["import", backup.PathOf(file)], ToolLimit);
        return code == 0 ? null : $@"HKLM\{key} was not put back: reg import {file} {BackupEntry.Ended(code)}";
    }

    private string? RestoreProduct(Guid product)
    {
        foreach (var entry in backup.StartingWith(BackupEntry.ValueStart))
        {
            var at = entry.LastIndexOf('|');
            var (key, name) = (entry[BackupEntry.ValueStart.Length..at], entry[(at + 1)..]);
            if (InstallerKeys.IsSharedValue(key, name, product))
            {
                RestoreValue(key, name);
            }
        }

        return Joined(InstallerKeys.Of(product).Select(Import));
    }

    private static string? Joined(IEnumerable<string?> problems) => string.Join("; ", problems.OfType<string>()) is { Length: > 0 } text ? text : null;

    private void RestoreFilter(RemoveClassFilter step)
    {
        if (backup.Find(BackupEntry.Filter(step)) is { } was)
        {
            ClassFilterList.Insert(ControlSetList.Key(step.ControlSet), step.Class, step.Upper, step.Service, was.Split(' '));
        }
    }

    private void RestoreValue(string path, string name)
    {
        if (backup.Find(BackupEntry.Value(path, name)) is not { } text || SavedValue.Parse(text) is not { } saved)
        {
            return;
        }

        using var key = Registry.LocalMachine.CreateSubKey(path);
        if (key.GetValue(name) is null)
        {
            key.SetValue(name, saved.Data, saved.Kind);
        }
    }

    private string? RestoreFile(string path, string name)
    {
        var real = Environment.ExpandEnvironmentVariables(path);
        if (backup.Find(name) is not { } file || File.Exists(real))
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(real)!);
            File.Copy(backup.PathOf(file), real);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{real} was not put back: {e.Message} It is {backup.PathOf(file)} in the backup";
        }
    }

    private string? RestoreTask(string task)
    {
        if (backup.Find(BackupEntry.Task(task)) is not { } file)
        {
            return null;
        }

        var code = SystemProgram.Run("schtasks.exe", ["/create", "/tn", task, "/xml", backup.PathOf(file), "/f"], ToolLimit);
        return code == 0 ? null : $"the task {task} was not put back: schtasks /create {BackupEntry.Ended(code)}; it is {file} in the backup";
    }
}
