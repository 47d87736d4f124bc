using XenGuestTools.Core;

namespace XenGuestTools.Tests.Probe;

/// <summary>What the model foretold beside what the machine was then.</summary>
internal static class Comparison
{
    /// <param name="inf">Of the plan: the scan looks at its files and no others.</param>
    public static string[] Of(Machine foretold, Machine seen, DriverInf inf)
    {
        SortedSet<string> model = Facts(foretold, inf), machine = Facts(seen, inf);
        return [.. model.Except(machine).Select(fact => $"the model only: {fact}"), .. machine.Except(model).Select(fact => $"the machine only: {fact}")];
    }

    private static SortedSet<string> Facts(Machine machine, DriverInf inf) => MachineFacts.Of(machine with
    {
        StoredDrivers = [.. machine.StoredDrivers.Select(stored => stored with { PublishedName = Identity(stored) })],
        Devices = [.. machine.Devices.Select(device => device with { Inf = Identity(machine, device.Inf) })],
        Services = [.. machine.Services.Select(service => service with { ImagePath = Image(service.ImagePath) })],
        DriverFiles = [.. machine.DriverFiles.Where(file => ScanScope.Files(inf).Contains(file, StringComparer.OrdinalIgnoreCase))],
    });

    /// <summary>Windows numbers the INFs (oem0.inf), Wine keeps the name that they had.</summary>
    private static string Identity(StoredDriver stored) => $"<{stored.Provider}, {stored.CatalogFile}, {stored.Version}>";

    /// <summary>An INF says %SystemRoot% and System32, Windows writes \SystemRoot, Wine the folder's own name.</summary>
    private static string? Image(string? path) =>
        path?.Replace(Environment.GetFolderPath(Environment.SpecialFolder.Windows), "%SystemRoot%", StringComparison.OrdinalIgnoreCase).Replace(@"\SystemRoot\", @"%SystemRoot%\", StringComparison.OrdinalIgnoreCase).ToUpperInvariant();

    private static string? Identity(Machine machine, string? published) =>
        machine.StoredDrivers.FirstOrDefault(stored => stored.PublishedName.Equals(published, StringComparison.OrdinalIgnoreCase)) is { } stored ? Identity(stored) : published;
}
