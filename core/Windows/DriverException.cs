namespace XenGuestTools.Core.Windows;

/// <summary>A step of a driver plan that failed. The message is for a person: code, what failed, why, and what to do (docs/messages.md).</summary>
public sealed class DriverException : Exception
{
    public DriverException()
    {
    }

    public DriverException(string message)
        : base(message)
    {
    }

    public DriverException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static DriverException IncompletePackage(string infPath, IReadOnlyCollection<string> missing) =>
        new($"XGT1101: The driver package {infPath} is incomplete: {string.Join(", ", missing)} not found beside it. Download the installer again; if it was built by hand, put the whole package in.");

    internal static DriverException NotStored(string infPath, int error) =>
        new($"XGT1102: Windows did not take the driver package {infPath} into its driver store: {SystemError.Text(error)}. {SignatureRemedy(error)}");

    internal static DriverException NotBound(string device, string infPath, string reason) =>
        new($"XGT1103: The driver of {infPath} was not installed for the device {device}: {reason}. Restart Windows and install again; if that fails too, look for the device in {SetupLog}.");

    internal static DriverException DeviceNotRemoved(string device, int error) =>
        new($"XGT1104: The device {device} could not be removed: {SystemError.Text(error)}. Remove it in the Device Manager (View, Show hidden devices).");

    internal static DriverException NotUnstored(string publishedName, int error) =>
        new($"XGT1105: The driver package {publishedName} could not be removed from the driver store: {SystemError.Text(error)}. Run 'pnputil /delete-driver {publishedName} /force' after a restart.");

    internal static DriverException ServiceNotDeleted(string name, int error) =>
        new($"XGT1106: The service {name} could not be deleted: {SystemError.Text(error)}. Run 'sc delete {name}' after a restart.");

    internal static DriverException FileNotDeleted(string path, int error) =>
        new($"XGT1107: The file {path} could be deleted neither now nor at the next restart: {SystemError.Text(error)}. Delete it after a restart.");

    internal static DriverException NotEdited(string subject, Exception reason) =>
        new($"XGT1108: {subject} could not be changed: {reason.Message} Look whether another program protects it, and run the same again.", reason);

    private static string SetupLog => @"%SystemRoot%\INF\setupapi.dev.log";

    /// <summary>The errors that say "not signed, or not by somebody this machine trusts" (setupapi.h, winerror.h).</summary>
    private static string SignatureRemedy(int error) => unchecked((uint)error) switch
    {
        0xE0000242 or 0xE0000241 or 0xE0000243 or 0xE0000244 or 0xE0000247 or 0xE000022F or 0xE0000240 or 0x800B0109 or 0x800B0100 =>
            "The package is not signed by a publisher that this machine trusts: use a release with signed drivers, or switch test signing on for a test build.",
        _ => $"The reason is in {SetupLog}; correct it and install again.",
    };
}
