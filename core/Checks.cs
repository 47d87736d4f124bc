using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <param name="AllowVendorDevice">ALLOWVENDORDEVICE=1: a present Windows Update device is noted and does not stop the installation.</param>
/// <param name="AllowAnyMachine">ALLOWANYMACHINE=1: for building images outside Xen.</param>
/// <param name="OurUpgradeCodes">All codes of product.props.</param>
public sealed record CheckOptions(bool AllowVendorDevice, bool AllowAnyMachine, int MinimumWindowsBuild, string MinimumWindowsName, ImmutableArray<Guid> OurUpgradeCodes)
{
    public override string ToString() => MinimumWindowsName;
}

/// <summary>What stands against an installation on this machine. The codes are listed in docs/messages.md.</summary>
public static class Checks
{
    /// <returns>Findings in order of their codes; none with severity Error means that the installation may go on.</returns>
    public static ImmutableArray<Finding> Run(Machine machine, VendorTable vendors, CheckOptions options)
    {
        List<Finding> findings = [];
        findings.AddRange(DeviceChecks.VendorDevice(machine, options));
        ToolChecks.Run(machine, vendors, options, findings);
        findings.AddRange(DeviceChecks.NotXen(machine, options));
        findings.AddRange(WindowsChecks.Run(machine.Windows, options));
        findings.AddRange(DeviceChecks.ForeignStorage(machine, vendors));
        findings.AddRange(DeviceChecks.PhantomVendorDevice(machine));
        RestartChecks.Run(machine, findings);
        return [.. findings];
    }
}
