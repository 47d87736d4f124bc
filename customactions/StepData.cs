namespace XenGuestTools.CustomActions;

/// <summary>CustomActionData of a step.</summary>
/// <param name="Package">The package of the plan, found again by it when the installer's copy is gone.</param>
/// <param name="InfPath">The installer's copy of the INF.</param>
internal sealed record StepData(Step Step, PackageId Package, string InfPath)
{
    public StepJournal Journal => new(Path.GetFileNameWithoutExtension(InfPath));

    public CustomActionData Write() => new()
    {
        ["Step"] = StepText.Write(Step),
        ["Inf"] = InfPath,
        ["Provider"] = Package.Provider,
        ["Catalog"] = Package.CatalogFile,
        ["Version"] = Package.Version.ToString(),
    };

    public static StepData Read(CustomActionData data) =>
        new(StepText.Parse(data["Step"]), new(data["Provider"], data["Catalog"], Version.Parse(data["Version"])), data["Inf"]);
}
