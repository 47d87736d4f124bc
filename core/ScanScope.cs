using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>What <c>core/Windows/MachineScan</c> has to look at so that a plan for this INF can be made. Keeps the knowledge of names out of the scan.</summary>
public static class ScanScope
{
    /// <summary>Keys whose values <see cref="Machine.RegistryValues"/> lists, all values of the key itself, no sub-keys. HKLM-relative.</summary>
    /// <param name="inf">Null when no driver package is at hand (checks only).</param>
    public static ImmutableArray<string> RegistryKeys(ImmutableArray<Service> services, DriverInf? inf)
    {
        if (inf is null)
        {
            return [];
        }

        var keys = ImmutableArray.CreateBuilder<string>();
        keys.AddRange(UnplugValues.Keys);
        foreach (var service in services)
        {
            // Windows leaves Start at Boot and writes StartOverride beside it.
            if (service.Start == ServiceStart.Boot && UnplugValues.Disks(inf))
            {
                keys.Add($@"{Names.Services}\{service.Name}{UnplugValues.StartOverride}");
            }
        }

        foreach (var value in inf.Registry)
        {
            if (IsOurs(value.Key, inf) && !Names.Among(keys.ToArray(), value.Key))
            {
                keys.Add(value.Key);
            }
        }

        return keys.ToImmutable();
    }

    /// <summary>Paths that <see cref="Machine.DriverFiles"/> lists where they exist.</summary>
    public static ImmutableArray<string> Files(DriverInf? inf)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var file in inf?.Files ?? [])
        {
            if (!Names.Starts(file.TargetPath, InfValue.PackageFolder))
            {
                files.Add(file.TargetPath);
            }
        }

        return files.ToImmutable();
    }

    /// <summary>
    /// Keys outside the package's services that it alone uses: below XEN and the event sources of its services. Settings of the whole machine that xenvbd.inf makes (Control\Pnp, PartMgr, the time limit
    /// of disks) are not among them: nobody knows what they were before, and another storage driver may rely on them by now.
    /// </summary>
    internal static bool IsOurs(string key, DriverInf inf)
    {
        if (Names.Below(key, UnplugValues.XenKey))
        {
            return true;
        }

        foreach (var service in inf.Services)
        {
            if (Names.Starts(key, Names.Services + @"\EventLog\") && key.EndsWith('\\' + service.Name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
