namespace XenGuestTools.Build.Deploy;

/// <summary>The transforms for Group Policy: one for each answer that a policy may have to give, for all six packages alike.</summary>
internal static class Transforms
{
    public static readonly IReadOnlyList<(string File, string Property, string Value)> Answers =
    [
        ("gpo/norestart.mst", "REBOOT", "ReallySuppress"),
        ("gpo/anymachine.mst", "ALLOWANYMACHINE", "1"),
        ("gpo/vendordevice.mst", "ALLOWVENDORDEVICE", "1"),
    ];

    public static IEnumerable<(string File, byte[] Content)> Of(Release release) =>
        Answers.Select(answer => (answer.File, MsiTransform.Adding($"{release.Name}: {answer.Property}={answer.Value}", release.Publisher, [(answer.Property, answer.Value)])));
}
