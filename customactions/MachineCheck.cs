namespace XenGuestTools.CustomActions;

/// <summary>Stops an installation that could not end well, with one message that names every reason.</summary>
internal static class MachineCheck
{
    public static void Run(Session session)
    {
        var vendors = VendorTable.Load();
        var findings = Checks.Run(MachineScan.ForChecks(vendors), vendors, Options(session));

        // All of them: an error that the setup program shows in a window does not get into the log by itself.
        foreach (var finding in findings)
        {
            session.Note(FindingText.Message([finding]));
        }

        Finding[] errors = [.. findings.Where(f => f.Severity == Severity.Error)];
        if (errors.Length > 0)
        {
            throw new RefusedException(FindingText.Message(errors));
        }

        session.Note("nothing stands against the installation on this machine");
    }

    private static CheckOptions Options(Session session) => new(
        session.EvaluateCondition("ALLOWVENDORDEVICE = \"1\""),
        session.EvaluateCondition("ALLOWANYMACHINE = \"1\""),
        Product.MinimumWindowsBuild,
        Product.MinimumWindowsName,
        [.. Product.UpgradeCodes.Select(p => p.Code)]);
}
