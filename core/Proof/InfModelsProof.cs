namespace XenGuestTools.Core.Proof;

/// <summary>[Manufacturer] and its models sections (Microsoft: "INF Manufacturer Section"): is there something for every x64 Windows that the product supports?</summary>
internal static class InfModelsProof
{
    /// <summary>The INFs of these drivers have up to four. Each may lead to all lines of the file, so their number bounds the time of the proof.</summary>
    private const int MostModels = 100;

    private const string TakeX64 = "Take the x64 package.";
    private const string Report = "Take a package whose INF is right, and tell its publisher.";

    /// <exception cref="InfException">There are far too many models.</exception>
    public static void Check(InfFile inf, FileFindings findings)
    {
        List<InfTarget> targets = [];
        var models = 0;
        foreach (var line in inf.Lines("Manufacturer"))
        {
            foreach (var text in line.Fields.Skip(1))
            {
                if (Target(inf, line, text, findings) is not { IsX64: true } target)
                {
                    continue;
                }

                targets.Add(target);
                models += inf.Lines($"{line.Field(0)}.{text}").Length;
                if (models > MostModels)
                {
                    throw new InfException("Manufacturer", line.Number, $"it leads to more than {MostModels} models, and a Xen driver has a few.");
                }
            }
        }

        var number = inf.Lines("Manufacturer") is [var first, ..] ? first.Number : 0;
        if (targets.Count == 0)
        {
            findings.Error("XGD2008", number, "[Manufacturer] names no models section for NTamd64, so this is no package for x64 Windows.", TakeX64);
        }
        else if (!targets.Exists(target => target.Takes(Product.MinimumWindowsBuild)))
        {
            findings.Warning(
                "XGD2010", number, $"None of the models sections is for {Product.MinimumWindowsName}, the oldest Windows that the setup program takes, so the driver would find no device there.", "Take a package for that Windows, or raise XgtMinimumWindowsBuild in product.props.");
        }
    }

    private static InfTarget? Target(InfFile inf, InfLine line, string text, FileFindings findings)
    {
        var target = InfTarget.TryParse(text);
        if (target is null)
        {
            findings.Error("XGD2009", line.Number, $"\"{text}\" names no Windows: the form is NTamd64[.[major][.[minor][.[product type][.[suite mask][.[build]]]]]].", Report);
        }
        else if (target.IsX64 && !inf.HasSection($"{line.Field(0)}.{text}"))
        {
            findings.Error("XGD2009", line.Number, $"[Manufacturer] names [{line.Field(0)}.{text}], and the INF has no such section.", Report);
        }

        return target;
    }
}
