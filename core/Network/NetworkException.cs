namespace XenGuestTools.Core.Network;

/// <summary>Saving or restoring network settings failed. The message is for a person: code, what, why, and what to do (docs/messages.md).</summary>
public sealed class NetworkException : Exception
{
    public NetworkException()
    {
    }

    public NetworkException(string message)
        : base(message)
    {
    }

    public NetworkException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Nothing went wrong: there is just no file.</summary>
    public bool IsNothingSaved { get; private init; }

    internal static NetworkException BadFile(string path, string problem, Exception? reason = null) =>
        new($"XGT1201: The saved network settings {path} can't be used: {problem}. Correct the file (docs/network.md describes it) or delete it; the settings can then be made by hand.", reason!);

    internal static NetworkException BadFolder(string path, string problem) =>
        new($"XGT1202: The folder {path} is not used, because {problem}. Look what is in it, delete it, and run the same again.");

    internal static NetworkException NotWritten(string path, string reason) =>
        new($"XGT1203: {path} could not be written: {reason}. Run this as an administrator; look whether the disk is full.");

    internal static NetworkException NotArmed(string reason) =>
        new($"XGT1204: The network settings are saved, and the service that restores them after the restart could not be registered: {reason}. After the restart run 'guesttools network restore --yes'.");

    internal static NetworkException NotRead(string reason) =>
        new($"XGT1205: The network adapters could not be read: {reason}. Note down their settings before you go on, and please report this.");

    public static NetworkException NothingSaved(string path) =>
        new($"XGT1206: There are no saved network settings: {path} does not exist. They are saved when a network driver is installed or removed, or by 'guesttools network save'.") { IsNothingSaved = true };

    internal static NetworkException Busy(string path) =>
        new($"XGT1207: Another guesttools works on {path} and does not end. Wait until it has ended, and run the same again.");
}
