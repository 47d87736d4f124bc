using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// The folder of a Windows that does not run, on drive C of a machine that does: its SYSTEM hive in the form that Wine loads, and empty files as drivers. A VM that ran from its Xen disk, whole until a test
/// breaks it.
/// </summary>
public sealed class OfflineWindows
{
    public const string Folder = @"C:\offline\Windows";
    public const string Set = "ControlSet001";
    private const string Hdc = "{4d36e96a-e325-11ce-bfc1-08002be10318}";
    private const string ScsiAdapter = "{4d36e97b-e325-11ce-bfc1-08002be10318}";
    private const string SystemClass = "{4d36e97d-e325-11ce-bfc1-08002be10318}";

    private readonly RegistryImage image = new();
    private readonly HashSet<string> drivers = ["storahci", "xenbus", "xenfilt", "xenvbd"];

    public OfflineWindows(string folder = Folder)
    {
        Path = folder;
        Put("Select", ("Current", 1u), ("Default", 1u), ("LastKnownGood", 2u));
        foreach (var set in new[] { Set, "ControlSet002" })
        {
            foreach (var driver in drivers)
            {
                Put($@"{set}\Services\{driver}", ("Start", 0u), ("Type", 1u), ("ImagePath", $@"\SystemRoot\System32\drivers\{driver}.sys"));
            }

            Put($@"{set}\Services\storahci\StartOverride", ("0", 3u));
            Put($@"{set}\Services\XEN\ForceUnplug", ("DISKS", 1u));
            Put($@"{set}\Services\XEN\Unplug", ("DISKS", 1u), ("NICS", 1u));
            Put($@"{set}\Control\Class\{SystemClass}", ("UpperFilters", new[] { "XENFILT" }), ("Class", "System"));
            Put($@"{set}\Control\Class\{Hdc}", ("UpperFilters", new[] { "XENFILT" }));
            Put($@"{set}\Enum\PCI\VEN_8086&DEV_2922\3&0", ("Service", "storahci"), ("ClassGUID", Hdc));
            Put($@"{set}\Enum\PCI\VEN_5853&DEV_0001\3&1", ("Service", "xenbus"), ("ClassGUID", SystemClass));
            Put($@"{set}\Enum\XENBUS\VEN_XP&DEV_VBD\_", ("Service", "xenvbd"), ("ClassGUID", ScsiAdapter));
        }
    }

    public string Path { get; }

    /// <summary>Of the hive.</summary>
    public RegistryImage Values => image;

    /// <summary>Adds values to a key of the hive.</summary>
    public OfflineWindows Put(string key, params (string Name, object Value)[] values)
    {
        var target = image.Add(key);
        foreach (var (name, value) in values)
        {
            target[name] = value;
        }

        return this;
    }

    /// <summary>Takes the file of a driver away.</summary>
    public OfflineWindows Without(string driver)
    {
        Assert.True(drivers.Remove(driver));
        return this;
    }

    /// <summary>Puts the folder onto the machine.</summary>
    /// <param name="values">Of the hive, where they are not the own ones.</param>
    /// <returns>The hive's file on the host.</returns>
    public async Task<string> PlantAsync(Vm vm, RegistryImage? values = null)
    {
        foreach (var driver in drivers)
        {
            var file = vm.HostPath($@"{Path}\System32\drivers\{driver}.sys");
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, "").ConfigureAwait(false);
        }

        var hive = vm.HostPath($@"{Path}\System32\config\SYSTEM");
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(hive)!);
        await File.WriteAllTextAsync(hive, "WINE REGISTRY Version 2\n" + WineRegistryFile.Write(values ?? image)).ConfigureAwait(false);
        return hive;
    }

    /// <summary>All values of a hive, to compare.</summary>
    public static SortedSet<string> Lines(string hive) => File.Exists(hive)
        ? Lines(WineRegistryFile.Read(hive))
        : throw new BuildException($"{hive} is not there.");

    public static SortedSet<string> Lines(RegistryImage values) =>
        [.. values.Keys.SelectMany(key => key.Value.Select(value => $@"{key.Key}\{value.Key} = {RegistryImage.Show(value.Value)}"))];
}
