namespace XenGuestTools.Core.Proof;

/// <summary>Does the package's class and do its hardware IDs fit what its driver is for?</summary>
internal static class InfRoleProof
{
    private const string WrongPlace = "Put each package into the folder of its driver's name; if it lies right, take the package from its source again.";

    public static void Check(string name, InfFile file, DriverInf inf, FileFindings findings)
    {
        if (DriverRole.Of(name) is not { } role)
        {
            findings.Warning("XGD2019", 0, $"{name} is none of the drivers that the setup program installs ({string.Join(", ", DriverRole.All.Select(known => known.Name))}).", "Remove the package.");
            return;
        }

        if (DeviceClass.Of(inf.Class) is { } known && Names.Same(known, inf.ClassName) && known != role.ClassName)
        {
            findings.Error("XGD2018", file.Line("Version", "ClassGuid")?.Number ?? 0, $"The class is {known}, and {name} is a driver of the class {role.ClassName}.", WrongPlace);
        }

        var models = Models(file);
        foreach (var id in inf.HardwareIds)
        {
            var line = models.GetValueOrDefault(id);
            if (!role.Fits(id))
            {
                findings.Error("XGD2017", line, $"{id} is no device of {name}: its hardware IDs have the form {role.IdForm}.", WrongPlace);
            }
            else if (PlatformDevice.TryParse(id) is { IsVendorDevice: true })
            {
                findings.Warning(
                    "XGD2020", line, $"{id} is the device of \"Windows Update tools\", for which Windows Update brings its own drivers.", "Use the package only for VMs without that device; the setup program stops where it is present (XGT1001).");
            }
        }
    }

    /// <summary>By hardware ID, the line that names it.</summary>
    private static Dictionary<string, int> Models(InfFile file)
    {
        Dictionary<string, int> models = new(StringComparer.OrdinalIgnoreCase);
        var lines = from manufacturer in file.Lines("Manufacturer")
                    from target in manufacturer.Fields.Skip(1)
                    where InfTarget.TryParse(target) is { IsX64: true }
                    from line in file.Lines($"{manufacturer.Field(0)}.{target}")
                    select line;
        foreach (var line in lines)
        {
            foreach (var id in line.Fields.Skip(1))
            {
                models.TryAdd(id, line.Number);
            }
        }

        return models;
    }
}
