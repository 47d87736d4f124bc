namespace XenGuestTools.Core.Cleaning;

/// <summary>A clean-up or its undo could not begin or go on. The message is for a person: code, what, why, and what to do (docs/messages.md).</summary>
public sealed class CleanException : Exception
{
    public CleanException()
    {
    }

    public CleanException(string message)
        : base(message)
    {
    }

    public CleanException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Nothing went wrong: there is no clean-up to undo.</summary>
    public bool IsNothingToUndo { get; private init; }

    internal static CleanException NotSaved(string subject, string reason) =>
        new($"XGT1301: {subject} could not be saved for the clean-up: {reason}. Nothing that is not saved is removed. Look whether the disk is full, and run the same again.");

    internal static CleanException BadFolder(string path, string problem) =>
        new($"XGT1302: The folder {path} is not used, because {problem}. Look what is in it, delete it, and run the same again.");

    internal static CleanException Busy(string path) =>
        new($"XGT1303: Another clean-up works on {path}. Wait until it has ended; after a restart of Windows one goes on by itself.");

    internal static CleanException BadBackup(string path, string problem) =>
        new($"XGT1304: The backup {path} can't be used: {problem}. What is in it can be put back by hand; docs/clean.md says how.");

    internal static CleanException NothingToUndo(string path) =>
        new($"XGT1305: There is no clean-up to undo: {path} holds no backup that was not put back already.") { IsNothingToUndo = true };

    internal static CleanException NotArmed(string reason) =>
        new($"XGT1306: The service that goes on with the clean-up after a restart could not be registered: {reason}. Nothing is changed. Look whether security software forbids new services, and run the same again.");

    public static CleanException NotAdministrator() =>
        new("XGT1307: A clean-up needs the rights of an administrator. Run the same from a command prompt that was started with \"Run as administrator\".");
}
