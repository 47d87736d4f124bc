using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Installs the driver of a package for the devices of one hardware ID.</summary>
[SupportedOSPlatform("windows")]
internal static class DriverBinding
{
    /// <summary>ERROR_NO_SUCH_DEVINST.</summary>
    private const int NoSuchDevice = unchecked((int)0xE000020B);

    /// <param name="restart">Windows asks for a restart.</param>
    /// <returns>The devices that have the driver now; none when no device of this ID is present.</returns>
    /// <exception cref="DriverException">XGT1103: a device is present and does not have the driver, or not all of its files.</exception>
    public static ImmutableArray<Device> Bind(string hardwareId, DriverPackage package, out bool restart)
    {
        var before = Lengths(package.Inf);
        var done = SetupApi.UpdateDriverForPlugAndPlayDevices(0, hardwareId, package.InfPath, SetupApi.InstallFlagForce | SetupApi.InstallFlagNonInteractive, out restart);
        var error = done ? 0 : Marshal.GetLastPInvokeError();

        // What counts is what the devices say: under Wine the call succeeds for a bad INF, and on Windows it fails for a better driver.
        var devices = DeviceList.Read().Where(d => HasId(d, hardwareId)).ToImmutableArray();
        if (devices.FirstOrDefault(d => !IsBound(d, package)) is { } unbound)
        {
            throw DriverException.NotBound(unbound.InstanceId, package.InfPath, Reason(unbound, error));
        }

        // A copy that failed is no error to the call under Wine either. A file that is in use keeps its old length until the restart.
        for (var i = 0; !devices.IsEmpty && i < before.Length; i++)
        {
            var file = package.Inf.Files[i];
            if (Names.Starts(file.TargetPath, InfValue.PackageFolder))
            {
                continue; // it is used where the driver store has it
            }

            var length = Length(file.TargetPath);
            if (length < 0 || (length != before[i] && length != Length(Path.Combine(Path.GetDirectoryName(package.InfPath)!, file.SourceName))))
            {
                throw DriverException.NotBound(hardwareId, package.InfPath, $"{file.TargetPath} is {(length < 0 ? "not there" : "not whole")} afterwards (is the disk full?)");
            }
        }

        return devices.IsEmpty && error is not (0 or NoSuchDevice) ? throw DriverException.NotBound(hardwareId, package.InfPath, SystemError.Text(error)) : devices;
    }

    private static long[] Lengths(DriverInf inf)
    {
        var lengths = new long[inf.Files.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = Length(inf.Files[i].TargetPath);
        }

        return lengths;
    }

    /// <returns>In bytes; less than 0 for none.</returns>
    private static long Length(string path) => new FileInfo(Environment.ExpandEnvironmentVariables(path)) is { Exists: true } file ? file.Length : -1;

    private static bool HasId(Device device, string id) =>
        device.Present && device.HardwareIds.Concat(device.CompatibleIds).Contains(id, StringComparer.OrdinalIgnoreCase);

    private static bool IsBound(Device device, DriverPackage package) =>
        device.Inf is not null
        && StoredDrivers.Describe(Path.Combine(StoredDrivers.Folder, device.Inf)) is { } stored
        && PackageId.Of(package.Inf).IsOf(stored);

    private static string Reason(Device device, int error) =>
        error != 0 ? SystemError.Text(error) : device.Inf is null ? "Windows reported success, but the device has no driver" : $"Windows reported success, but the device has the driver of {device.Inf}";
}
