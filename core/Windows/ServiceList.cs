using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads services and drivers from their keys: the service control manager does not list what it has marked for deletion or can't load.</summary>
[SupportedOSPlatform("windows")]
internal static class ServiceList
{
    public const string Key = @"SYSTEM\CurrentControlSet\Services";

    /// <param name="isWanted">By name; the others are not read.</param>
    public static ImmutableArray<Service> Read(Func<string, bool> isWanted) => Read(Key, isWanted);

    /// <param name="path">HKLM-relative: of a control set.</param>
    public static ImmutableArray<Service> Read(string path, Func<string, bool> isWanted)
    {
        using var services = Registry.LocalMachine.TryOpen(path);
        return services is null ? [] : [.. services.GetSubKeyNames().Where(isWanted).Select(name => Describe(services, name)).OfType<Service>()];
    }

    /// <summary>Null for a key without Start: not a service, only somebody's settings.</summary>
    private static Service? Describe(RegistryKey services, string name)
    {
        using var key = services.TryOpen(name);
        return key?.GetValue("Start") is int start
            ? new(name, (ServiceStart)start, key.GetValue("ImagePath", null, RegistryValueOptions.DoNotExpandEnvironmentNames) as string, key.GetValue("DisplayName") as string)
            : null;
    }
}
