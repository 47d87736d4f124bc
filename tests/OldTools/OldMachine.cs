using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace XenGuestTools.Tests.Fixtures;

/// <summary>
/// A machine with the tools of other installers, as facts 4.1 to 4.7 describe them: the data of <c>tests/OldTools/*.json</c>. The unit tests make a model of Windows of it, the machine tests plant it.
/// Product codes are our own where the vendor's is not known: they are different in each version, and nothing looks at them.
/// </summary>
/// <param name="About">What it is, and where that is known from.</param>
/// <param name="Codes">What the checks say, in order.</param>
/// <param name="VendorDevice">The host offers Windows Update's tools.</param>
/// <param name="Values">Numbers below HKLM; null for a value that is no number.</param>
/// <param name="Files">In System32, beside those of the driver packages.</param>
/// <param name="Folders">With their files, relative to them.</param>
/// <param name="Run">Names of values of the Run key.</param>
/// <param name="Keys">HKLM-relative.</param>
public sealed record OldMachine(
    string About, string[] Codes, bool VendorDevice, OldDrivers[] Drivers, OldProduct[] Products, OldService[] Services, OldValue[] Values, OldFile[] Files, Dictionary<string, string[]> Folders, string[] Tasks, string[] Run, string[] Keys)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static string Folder { get; } = FolderOf();

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static OldMachine Read(string name) => JsonSerializer.Deserialize<OldMachine>(File.ReadAllBytes(Path.Combine(Folder, name + ".json")), Strict) ?? throw new InvalidDataException(name);

    /// <summary>Where the steps of its clean-up are written down.</summary>
    public static string PlanFile(string name) => Path.Combine(Folder, name + ".txt");

    /// <summary>The authoring of a package for one of the products.</summary>
    public static string ProductSource => Path.Combine(Folder, "Product.wxs");

    private static string FolderOf([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}

/// <summary>Driver packages of one vendor, installed and in use.</summary>
/// <param name="Prefix">Of the devices that the vendor's bus makes (facts 4.3).</param>
/// <param name="Force">They unplug the emulated disks without asking (facts 4.8).</param>
/// <param name="Gone">Packages that are not in the driver store any more.</param>
/// <param name="Bus">The number of the device that the bus driver takes (facts 4.1).</param>
public sealed record OldDrivers(string Provider, string Prefix, string Version, string[] Names, bool Force, string[] Gone, string Bus);

/// <param name="Upgrade">Null where it is not known.</param>
public sealed record OldProduct(string Name, string Publisher, string Version, Guid Code, Guid? Upgrade);

/// <param name="Start">A ServiceStart.</param>
public sealed record OldService(string Name, string Start, string Image, string Display);

public sealed record OldValue(string Key, string Name, int? Number);

/// <param name="Company">Of its version resource.</param>
public sealed record OldFile(string Path, string Company);
