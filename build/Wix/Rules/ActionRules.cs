using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>Custom actions and sequences. v4 puts conditions into an attribute, and calls a reference a Ref.</summary>
public static class ActionRules
{
    // Elements that move one of MSI's own actions.
    private static readonly string[] StandardActions =
    [
        "AllocateRegistrySpace", "AppSearch", "CCPSearch", "CostFinalize", "CostInitialize", "CreateFolders", "CreateShortcuts", "DeleteServices", "DisableRollback", "DuplicateFiles",
        "ExecuteAction", "FileCost", "FindRelatedProducts", "ForceReboot", "InstallExecute", "InstallExecuteAgain", "InstallFiles", "InstallFinalize", "InstallInitialize", "InstallServices",
        "InstallValidate", "LaunchConditions", "MigrateFeatureStates", "MoveFiles", "MsiPublishAssemblies", "ProcessComponents", "PublishFeatures", "PublishProduct", "RegisterProduct",
        "RegisterUser", "RemoveDuplicateFiles", "RemoveEnvironmentStrings", "RemoveExistingProducts", "RemoveFiles", "RemoveFolders", "RemoveRegistryValues", "RemoveShortcuts",
        "ResolveSource", "ScheduleReboot", "SelfRegModules", "SelfUnregModules", "SetODBCFolders", "StartServices", "StopServices", "UnpublishFeatures", "ValidateProductID",
        "WriteEnvironmentStrings", "WriteIniValues", "WriteRegistryValues",
    ];

    public static IEnumerable<ElementRule> Table { get; } =
    [
        Core("CustomAction")
            .Keep("Id", "Directory", "DllEntry", "Error", "ExeCommand", "Execute", "HideTarget", "Impersonate", "PatchUninstall", "Property", "Return", "SuppressModularization", "TerminalServerAware", "Value")
            .Rename("BinaryRef", "BinaryKey")
            .Rename("FileRef", "FileKey")
            .Rename("Bitness", "Win64", ("always32", "no"), ("always64", "yes"), ("default", ""))
            .Refuse("Script", "scripts are not used here; write a native action.")
            .Refuse("ScriptSourceFile", "WiX 3 wants the script inside the element; write a native action."),
        Core("CustomActionRef").Keep("Id"),
        Core("Custom").Keep("Action", "After", "Before", "OnExit", "Overridable", "Sequence").AsText("Condition"),
        Core("SetProperty").Keep("Action", "After", "Before", "Id", "Sequence", "Value").AsText("Condition"),
        Core("SetDirectory").Keep("Action", "Id", "Sequence", "Value").AsText("Condition"),
        Core("InstallExecuteSequence"),
        Core("InstallUISequence"),
        .. StandardActions.Select(a => Core(a).Keep("After", "Before", "Overridable", "Sequence", "Suppress").AsText("Condition")),
    ];

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Core + name);
}
