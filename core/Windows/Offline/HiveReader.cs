using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Versioning;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>Reads of a loaded SYSTEM hive what decides over the next start.</summary>
[SupportedOSPlatform("windows")]
internal static class HiveReader
{
    private static readonly ImmutableArray<string> OfService = ["Start", "ImagePath"];
    private static readonly ImmutableArray<string> OfDevice = ["Service", "ClassGUID", HiveView.Upper, HiveView.Lower];
    private static readonly ImmutableArray<string> Default = [""];
    private static readonly ImmutableArray<string> Filters = [HiveView.Upper, HiveView.Lower];

    /// <param name="file">Of the hive, for the error.</param>
    /// <param name="windows">The folder of that Windows, in which its drivers are looked up.</param>
    /// <exception cref="OfflineException">XGT1336.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">A key can't be read.</exception>
    public static Hive Read(HiveKey root, string file, string windows)
    {
        using var select = root.Open("Select");
        ImmutableArray<string> sets = [.. root.SubKeys.Where(name => name.Length == "ControlSet001".Length && Names.Starts(name, "ControlSet"))];
        if (select?.Get("Default")?.Number is not { } next || sets.IsEmpty)
        {
            throw OfflineException.NoControlSets(file);
        }

        var values = ImmutableArray.CreateBuilder<HiveValue>();
        foreach (var set in sets)
        {
            AddServices(values, root, $@"{set}\Services");
            foreach (var name in Below(root, $@"{set}\Control\Class"))
            {
                Add(values, root, $@"{set}\Control\Class\{name}", Filters);
            }

            foreach (var device in Below(root, $@"{set}\Enum", 3))
            {
                Add(values, root, $@"{set}\Enum\{device}", OfDevice);
                if (Names.Starts(device, HiveView.XenBus))
                {
                    Add(values, root, $@"{set}\Enum\{device}\{HiveView.Arrived}", Default);
                    Add(values, root, $@"{set}\Enum\{device}\{HiveView.Removed}", Default);
                }
            }
        }

        var all = values.ToImmutable();
        return new(
            string.Create(CultureInfo.InvariantCulture, $"ControlSet{next:D3}"),
            sets,
            all,
            [.. OfflineImage.Of(all).Where(image => OfflineImage.PathOf(image, windows) is not { } path || DriverFile.CanLoad(path, windows))]);
    }

    private static void AddServices(ImmutableArray<HiveValue>.Builder values, HiveKey root, string services)
    {
        foreach (var name in Below(root, services))
        {
            var key = $@"{services}\{name}";
            Add(values, root, key, OfService);
            Add(values, root, key + UnplugValues.StartOverride);
            if (Names.Same(name, "XEN") || Names.Same(name, "xenfilt"))
            {
                Add(values, root, key + @"\ForceUnplug");
                Add(values, root, key + @"\Unplug");
            }
        }
    }

    /// <param name="names">Of the values; all for none.</param>
    private static void Add(ImmutableArray<HiveValue>.Builder values, HiveKey root, string path, ImmutableArray<string> names = default)
    {
        using var key = root.Open(path);
        foreach (var name in key is null ? [] : names.IsDefault ? key.ValueNames : names)
        {
            if (key!.Get(name) is { } data)
            {
                values.Add(new(path, name, data));
            }
        }
    }

    /// <summary>The paths of the keys that are this many levels below.</summary>
    private static List<string> Below(HiveKey root, string path, int levels = 1)
    {
        using var key = root.Open(path);
        List<string> paths = [];
        foreach (var name in key?.SubKeys ?? [])
        {
            if (levels == 1)
            {
                paths.Add(name);
            }
            else
            {
                paths.AddRange(Below(root, $@"{path}\{name}", levels - 1).Select(below => $@"{name}\{below}"));
            }
        }

        return paths;
    }
}
