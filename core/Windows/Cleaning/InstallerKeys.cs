using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>
/// Where Windows Installer keeps what it knows of a per-machine product. Names of keys are product codes with each group of digits backwards (Microsoft: "Installation Context", and the registry keys
/// that its troubleshooter for installation problems deletes).
/// </summary>
[SupportedOSPlatform("windows")]
internal static class InstallerKeys
{
    private const string Uninstall = @"Microsoft\Windows\CurrentVersion\Uninstall\";

    /// <summary>Keys whose sub-keys have a value for each product: upgrade codes, and components with the products that have installed them. One that stayed there would keep the component's files for ever.</summary>
    private static readonly ImmutableArray<string> SharedKeys =
    [
        @"SOFTWARE\Classes\Installer\UpgradeCodes",
        @"SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UpgradeCodes",
        @"SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData\S-1-5-18\Components",
    ];

    /// <summary>The product's own keys.</summary>
    public static ImmutableArray<string> Of(Guid product)
    {
        var packed = Packed(product);
        var braced = product.ToString("B").ToUpperInvariant();
        return
        [
            $@"SOFTWARE\Classes\Installer\Products\{packed}",
            $@"SOFTWARE\Classes\Installer\Features\{packed}",
            $@"SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData\S-1-5-18\Products\{packed}",
            $@"SOFTWARE\{Uninstall}{braced}",
            $@"SOFTWARE\WOW6432Node\{Uninstall}{braced}",
        ];
    }

    /// <summary>The values that name the product in keys that other products have theirs in, too.</summary>
    public static ImmutableArray<DeleteRegistryValue> SharedValues(Guid product)
    {
        var packed = Packed(product);
        return [.. SharedKeys.SelectMany(key => With(key, packed)).Select(key => new DeleteRegistryValue(key, packed))];
    }

    /// <summary>Is it one of <see cref="SharedValues"/> of the product, which may be deleted already?</summary>
    public static bool IsSharedValue(string key, string name, Guid product) => Names.Same(name, Packed(product)) && SharedKeys.Any(shared => Names.Below(key, shared));

    /// <summary>Does Windows Installer know the product?</summary>
    public static bool IsKnown(Guid product)
    {
        using var key = Registry.LocalMachine.TryOpen(Of(product)[0]);
        return key is not null;
    }

    /// <summary>Deletes all of them; of a shared key only the value of this product, and the key if it is empty then.</summary>
    public static Outcome Delete(Guid product)
    {
        var found = false;
        foreach (var value in SharedValues(product))
        {
            found |= RegistryRemoval.DeleteValue(value.Key, value.Name) == Outcome.Done;
            DeleteIfEmpty(value.Key);
        }

        foreach (var key in Of(product))
        {
            found |= RegistryTree.Delete(key) == Outcome.Done;
        }

        return found ? Outcome.Done : Outcome.NotThere;
    }

    /// <summary>The form of a GUID in Windows Installer's key names.</summary>
    internal static string Packed(Guid code)
    {
        var text = code.ToString("N").ToUpperInvariant().ToCharArray();
        ReadOnlySpan<int> groups = [8, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2];
        var start = 0;
        foreach (var length in groups)
        {
            Array.Reverse(text, start, length);
            start += length;
        }

        return new string(text);
    }

    private static IEnumerable<string> With(string sharedKey, string packed)
    {
        using var all = Registry.LocalMachine.TryOpen(sharedKey);
        foreach (var name in all?.GetSubKeyNames() ?? [])
        {
            using var key = all!.TryOpen(name);
            if (key?.GetValue(packed) is string) // the only kind that a backup holds
            {
                yield return $@"{sharedKey}\{name}";
            }
        }
    }

    private static void DeleteIfEmpty(string path)
    {
        using var key = Registry.LocalMachine.TryOpen(path);
        if (key is { SubKeyCount: 0, ValueCount: 0 })
        {
            Registry.LocalMachine.DeleteSubKey(path, throwOnMissingSubKey: false);
        }
    }
}
