namespace XenGuestTools.Core.Proof;

/// <summary>The [Version] section (Microsoft: "INF Version Section").</summary>
internal static class InfVersionProof
{
    private const string Version = "Version";
    private const string Report = "Take a package whose INF is right, and tell its publisher.";

    public static void Check(InfFile inf, FileFindings findings)
    {
        CheckSignature(inf, findings);
        CheckClass(inf, findings);
        CheckCatalog(inf, findings);
        if (inf.Line(Version, "PnpLockdown") is not { } lockdown || InfValue.Number(lockdown.Field(0)) != 1)
        {
            findings.Warning("XGD2006", inf.Line(Version, "PnpLockdown")?.Number ?? 0, "[Version] has no PnpLockdown=1, so any program with rights of an administrator can overwrite the driver's files.", Report);
        }
    }

    private static void CheckSignature(InfFile inf, FileFindings findings)
    {
        var line = inf.Line(Version, "Signature");
        var signature = line?.Field(0) ?? "";
        if (!Names.Among(["$Windows NT$", "$CHICAGO$"], signature))
        {
            findings.Error("XGD2003", line?.Number ?? 0, $"The Signature of [Version] is \"{signature}\", and Windows takes only INFs that say \"$Windows NT$\" or \"$CHICAGO$\".", Report);
        }
    }

    private static void CheckClass(InfFile inf, FileFindings findings)
    {
        var name = inf.Line(Version, "Class");
        var guid = inf.Line(Version, "ClassGuid");
        if (name is null || guid is null || !Guid.TryParse(guid.Field(0), out var id))
        {
            findings.Error("XGD2004", (guid ?? name)?.Number ?? 0, $"[Version] needs a Class and a ClassGuid, and has \"{name?.Field(0)}\" and \"{guid?.Field(0)}\".", Report);
        }
        else if (DeviceClass.Of(id) is not { } known || !Names.Same(known, name.Field(0)))
        {
            findings.Error("XGD2004", guid.Number, $"Class \"{name.Field(0)}\" and ClassGuid {guid.Field(0)} are not a pair that a Xen driver uses.", Report);
        }
    }

    private static void CheckCatalog(InfFile inf, FileFindings findings)
    {
        var line = inf.Line(Version, "CatalogFile.NTamd64") ?? inf.Line(Version, "CatalogFile.NT") ?? inf.Line(Version, "CatalogFile");
        if (line is null || !Names.Like(line.Field(0), "*.cat"))
        {
            findings.Error("XGD2005", line?.Number ?? 0, $"[Version] names \"{line?.Field(0)}\" as CatalogFile, and Windows does not install a driver package without a catalog (*.cat).", Report);
        }
    }
}
