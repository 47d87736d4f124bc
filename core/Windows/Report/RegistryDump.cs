using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows.Report;

/// <summary>The values of some keys as text, a line each.</summary>
[SupportedOSPlatform("windows")]
public static class RegistryDump
{
    private const int MostLines = 3_000;
    private const int MostLevels = 6;
    private const int LongestData = 2_000;

    /// <summary>Ours, our policies, and what the drivers and their monitor decide by (facts 4.8, 4.9). HKLM-relative.</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        $@"SOFTWARE\{Product.Name}", $@"SOFTWARE\Policies\{Product.Name}",
        $@"{Names.Services}\XEN", $@"{Names.Services}\xenbus", $@"{Names.Services}\xenfilt", $@"{Names.Services}\xenbus_monitor", $@"{Names.Services}\xenvif", $@"{Names.Services}\xennet",
        $@"{Names.Services}\xenvbd", $@"{Names.Services}\xeniface", $@"{Names.Services}\{GuestStatus.AgentService}",
        $@"{Names.Services}\stornvme\StartOverride", $@"{Names.Services}\storahci\StartOverride", $@"{Names.Services}\pciide\StartOverride", $@"{Names.Services}\intelide\StartOverride", $@"{Names.Services}\atapi\StartOverride",
    ];

    public static string Read(IReadOnlyList<string> keys)
    {
        StringBuilder text = new();
        var lines = 0;
        foreach (var path in keys)
        {
            using var key = Registry.LocalMachine.TryOpen(path);
            if (key is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"HKLM\\{path}: not there, or closed to this user\n");
            }
            else
            {
                Add(text, key, path, MostLevels, ref lines);
            }
        }

        return lines < MostLines ? text.ToString() : text.Append("… and more\n").ToString();
    }

    private static void Add(StringBuilder text, RegistryKey key, string path, int levels, ref int lines)
    {
        foreach (var name in key.GetValueNames())
        {
            if (lines++ < MostLines)
            {
                text.Append(CultureInfo.InvariantCulture, $"HKLM\\{path}\\{(name.Length == 0 ? "(default)" : name)} = {Data(key.GetValue(name, null, RegistryValueOptions.DoNotExpandEnvironmentNames))}\n");
            }
        }

        foreach (var name in levels > 0 && lines < MostLines ? key.GetSubKeyNames() : [])
        {
            using var child = key.TryOpen(name);
            if (child is not null)
            {
                Add(text, child, $@"{path}\{name}", levels - 1, ref lines);
            }
        }
    }

    private static string Data(object? value)
    {
        var text = value switch
        {
            string single => single,
            string[] list => string.Join(" | ", list),
            int number => number.ToString(CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture),
            byte[] bytes => Convert.ToHexString(bytes, 0, Math.Min(bytes.Length, LongestData / 2)),
            _ => "",
        };
        return text.Length > LongestData ? text[..LongestData] + "…" : text;
    }
}
