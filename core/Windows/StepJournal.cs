using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>
/// Which steps of a driver's plan have begun, so that a run that ended in the middle (power, a killed process) can be taken back by the next one: below
/// <c>SOFTWARE\Xen Guest Tools\&lt;driver&gt;\Journal</c>, one value a step, on disk before the step begins. In the registry and not below ProgramData, where any user may create files: what is
/// written here is run as SYSTEM.
/// </summary>
/// <param name="driver">The name of the INF without ".inf".</param>
[SupportedOSPlatform("windows")]
public sealed class StepJournal(string driver)
{
    private readonly string path = $@"{RegistryRemoval.OurKey}\{driver}\Journal";

    /// <param name="action">Which action runs the step, such as <c>InstallDriver</c>.</param>
    /// <param name="data">What the action gets; the same data takes the step back.</param>
    public void Begin(string action, string data)
    {
        using var key = Registry.LocalMachine.CreateSubKey(path);
        key.SetValue(NextName(Entries(key), action), data);
        key.Flush();
    }

    /// <summary>The data of the steps that were begun by an action and neither finished as a plan nor taken back, in their order.</summary>
    public IReadOnlyList<string> Unfinished(string action)
    {
        List<string> unfinished = [];
        using var key = Registry.LocalMachine.TryOpen(path);
        foreach (var name in Entries(key))
        {
            if (name.EndsWith(' ' + action, StringComparison.Ordinal) && key!.GetValue(name) is string data)
            {
                unfinished.Add(data);
            }
        }

        return unfinished;
    }

    /// <summary>A step was taken back.</summary>
    public void Remove(string data)
    {
        using var key = Registry.LocalMachine.TryOpen(path);
        string? last = null;
        foreach (var name in Entries(key))
        {
            last = key!.GetValue(name) as string == data ? name : last;
        }

        if (last is not null)
        {
            RegistryRemoval.DeleteValue(path, last);
        }
    }

    /// <summary>The plan is done, and nothing of it can be taken back any more.</summary>
    public void End()
    {
        Registry.LocalMachine.DeleteSubKeyTree(path, throwOnMissingSubKey: false);
        RegistryRemoval.DeleteEmptyKeys(path[..path.LastIndexOf('\\')]);
    }

    /// <param name="entries">In their order. One that could not be taken back stays behind, so their count says nothing.</param>
    internal static string NextName(string[] entries, string action)
    {
        _ = int.TryParse(entries.Length == 0 ? "" : entries[^1][..4], NumberStyles.None, CultureInfo.InvariantCulture, out var last);
        return $"{(last + 1).ToString("D4", CultureInfo.InvariantCulture)} {action}";
    }

    private static string[] Entries(RegistryKey? key)
    {
        var names = key?.GetValueNames() ?? [];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }
}
