using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>The bundle's chain of packages. v4 says Arguments where WiX 3 says Command, and names the ways of caching anew.</summary>
public static class ChainRules
{
    private static readonly string[] PackageAttributes =
    [
        "After", "CacheId", "Compressed", "Description", "DisplayName", "DownloadUrl", "Id", "InstallCondition", "InstallSize", "LogPathVariable", "Name", "Permanent", "RollbackLogPathVariable", "Vital",
    ];

    private static readonly (string, string)[] CacheValues = [("force", "always"), ("keep", "yes"), ("remove", "no")];

    public static IEnumerable<ElementRule> Table { get; } =
    [
        Core("Chain").Keep("DisableRollback", "DisableSystemRestore", "ParallelCache"),
        Core("RollbackBoundary").Keep("Id", "Vital")
            .Refuse("Transaction", "WiX 3 has no transactions over several packages.")
            .Refuse("LogPathVariable", "it is the log of a transaction, which WiX 3 has not."),
        Core("PackageGroup").Keep("Id"),
        Core("PackageGroupRef").Keep("After", "Id"),
        Core("MsiPackage").Keep([.. PackageAttributes, "EnableFeatureSelection", "ForcePerMachine", "Visible"])
            .Values("Cache", CacheValues)
            .Consume("SourceFile")
            .Refuse("RepairCondition", "WiX 3 repairs whatever is there.")
            .Refuse(V4.Bal + "DisplayInternalUICondition", "WiX 3 has it as a plain yes; our packages have no dialogs.")
            .Then(Sourced),
        Core("MsiProperty").Keep("Name", "Value").Refuse("Condition", "WiX 3 always passes the property; pass an empty value instead."),
        Core("ExePackage").Keep([.. PackageAttributes, "DetectCondition", "PerMachine", "Protocol"])
            .Values("Cache", CacheValues)
            .Rename("InstallArguments", "InstallCommand").Rename("RepairArguments", "RepairCommand").Rename("UninstallArguments", "UninstallCommand")
            .Consume("SourceFile")
            .Values("Bundle", ("no", "")) // "no" is all that WiX 3 knows
            .Refuse("RepairCondition", "WiX 3 repairs whatever is there.")
            .Then(Sourced),
        Core("ExitCode").Keep("Behavior", "Value"),
        Core("CommandLine").Keep("Condition", "InstallArgument", "RepairArgument", "UninstallArgument"),
    ];

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Core + name);

    private static IEnumerable<XElement> Sourced(WixScope scope, XElement v4, XElement v3) => FileRules.Sourced(scope, v4, v3, "SourceFile", "Name");
}
