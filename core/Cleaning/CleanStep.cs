using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <summary>One change of a clean-up. What it takes away is saved before, so that it can be put back; only <c>core/Windows/Cleaning/CleanRunner</c> carries steps out.</summary>
public abstract record CleanStep
{
    /// <summary>As it is kept with the backup: one line.</summary>
    public sealed override string ToString() => CleanStepText.Write(this);
}

/// <summary>A step of a driver plan.</summary>
/// <param name="Step">What is done.</param>
/// <param name="Package">The published name of the stored package that puts back what the step takes away; null where no package does, and the backup has to.</param>
public sealed record MachineStep(Step Step, string? Package) : CleanStep;

/// <summary>Runs the uninstaller of a Windows Installer product. Nothing puts the product back: its package is kept with the backup.</summary>
/// <param name="Restarts">The product does nothing when it is told not to restart Windows (facts 4.7), so it is not told.</param>
public sealed record UninstallProduct(Guid ProductCode, string Name, bool Restarts) : CleanStep;

/// <summary>Runs our own setup program so that it removes itself and its packages.</summary>
/// <param name="UninstallKey">The name of its key below <c>…\CurrentVersion\Uninstall</c>, which has the command.</param>
public sealed record UninstallBundle(string UninstallKey, string Name) : CleanStep;

/// <summary>Deletes what Windows Installer knows of a product whose uninstaller does not work.</summary>
public sealed record ForgetProduct(Guid ProductCode, string Name) : CleanStep;

/// <summary>Deletes a registry key with everything in it.</summary>
/// <param name="Key">HKLM-relative.</param>
public sealed record DeleteKey(string Key) : CleanStep;

/// <summary>Deletes these files of a folder, then the folder and its sub-folders as far as they are empty.</summary>
/// <param name="Folder">May start with a variable: <c>%ProgramFiles%\Citrix\XenTools</c>.</param>
/// <param name="Files">Relative to the folder.</param>
public sealed record DeleteFiles(string Folder, ImmutableArray<string> Files) : CleanStep;

/// <summary>Deletes a scheduled task.</summary>
/// <param name="Name">As Task Scheduler has it, without the leading backslash.</param>
public sealed record DeleteTask(string Name) : CleanStep;
