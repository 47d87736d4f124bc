using System.Globalization;

namespace XenGuestTools.Core.Cleaning;

/// <summary>The steps of a clean-up for people.</summary>
public static class CleanStepWords
{
    public static string What(CleanStep step) => step switch
    {
        MachineStep s => StepWords.What(s.Step),
        UninstallProduct s => $"Uninstall {s.Name}{(s.Restarts ? " (it may restart Windows by itself)" : "")}.",
        UninstallBundle s => $"Uninstall {s.Name} by its setup program.",
        ForgetProduct s => $"Delete what Windows Installer knows of {s.Name}: its uninstaller does not work.",
        DeleteKey s => $@"Delete the registry key HKLM\{s.Key}.",
        DeleteFiles s => $"Delete {Files(s)} of {s.Folder}{(s.Files.IsEmpty ? ", which is empty" : "")}.",
        DeleteTask s => $"Delete the scheduled task {s.Name}.",
        _ => throw new ArgumentException($"There are no words for a step {step.GetType().Name}.", nameof(step)),
    };

    /// <summary>What undo can't put back; null for all else.</summary>
    public static string? Lost(CleanStep step) => step switch
    {
        UninstallProduct s => $"{s.Name} was uninstalled by its own uninstaller. To have it again, install it again; if it kept its package, that is in the backup.",
        UninstallBundle s => $"{s.Name} was uninstalled; to have it again, run its setup program.",
        _ => null,
    };

    private static string Files(DeleteFiles step) => step.Files.Length switch
    {
        0 => "the folder",
        1 => $"the file {step.Files[0]}",
        var count => string.Create(CultureInfo.InvariantCulture, $"{count} files"),
    };
}
