using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>The Util extension: in a package, service recovery and event sources; in a bundle, searches.</summary>
public static class UtilRules
{
    private static readonly string[] Search = ["After", "Condition", "Id", "Result", "Variable"];

    public static IEnumerable<ElementRule> Table { get; } =
    [
        Util("ServiceConfig").Keep(
            "FirstFailureActionType", "ProgramCommandLine", "RebootMessage", "ResetPeriodInDays", "RestartServiceDelayInSeconds", "SecondFailureActionType", "ServiceName", "ThirdFailureActionType"),
        Util("EventSource").Keep(
            "CategoryCount", "CategoryMessageFile", "EventMessageFile", "KeyPath", "Log", "Name", "ParameterMessageFile",
            "SupportsErrors", "SupportsFailureAudits", "SupportsInformationals", "SupportsSuccessAudits", "SupportsWarnings"),

        // v4 searches as the bundle is built: x64. WiX 3's engine is 32-bit and is told so in words.
        Util("RegistrySearch").Default("Win64", "yes").Keep([.. Search, "ExpandEnvironmentVariables", "Key", "Root", "Value"])
            .Rename("Bitness", "Win64", ("always32", "no"), ("always64", "yes"), ("default", "yes")),
        Util("FileSearch").Keep([.. Search, "Path"]).Refuse("DisableFileRedirection", "the engine of WiX 3 is 32-bit and always redirected."),
        Util("DirectorySearch").Keep([.. Search, "Path"]).Refuse("DisableFileRedirection", "the engine of WiX 3 is 32-bit and always redirected."),
        Util("ProductSearch").Keep([.. Search, "ProductCode", "UpgradeCode"]),
        Util("RegistrySearchRef").Keep("Id"),
        Util("FileSearchRef").Keep("Id"),
        Util("DirectorySearchRef").Keep("Id"),
        Util("ProductSearchRef").Keep("Id"),
    ];

    private static ElementRule Util(string name) => new(V4.Util + name, V3.Util + name);
}
