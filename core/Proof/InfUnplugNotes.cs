namespace XenGuestTools.Core.Proof;

/// <summary>Tells which values the INF writes that take emulated disks and network adapters away at boot (facts 4.8): what a person should know before building.</summary>
internal static class InfUnplugNotes
{
    public static void Check(DriverInf inf, FileFindings findings)
    {
        foreach (var value in inf.Registry.Where(value => Names.Below(value.Key, UnplugValues.XenKey)))
        {
            var section = value.Key[(value.Key.LastIndexOf('\\') + 1)..];
            var text = string.Join(", ", value.Data);
            if (Names.Same(section, "ForceUnplug"))
            {
                findings.Note("XGD2023", 0, $"The INF sets {section}\\{value.Name}={text}: emulated devices go at every boot, whether or not the Xen drivers work.", "Nothing to do; the removal plan deletes the value first, because what is left of it keeps the machine from booting.");
            }
            else if (Names.Same(section, "Unplug"))
            {
                findings.Note("XGD2024", 0, $"The INF sets {section}\\{value.Name}={text}: emulated devices go at the next boot {(text == "0" ? "only if the driver asks for it" : "if a Xen device is there to take over")}.", "Nothing to do; the removal plan deletes the value.");
            }
        }
    }
}
