namespace XenGuestTools.GuestTools;

internal enum Verb
{
    Help,
    Version,
    Check,
    Status,
}

/// <param name="Error">Null when the command line is understood; otherwise a sentence.</param>
internal sealed record CommandLine(Verb Verb, bool Json, bool AllowVendorDevice, bool AllowAnyMachine, string? Error)
{
    private static readonly Dictionary<string, Verb> Verbs = new(StringComparer.Ordinal)
    {
        ["check"] = Verb.Check,
        ["status"] = Verb.Status,
        ["--version"] = Verb.Version,
        ["--help"] = Verb.Help,
        ["help"] = Verb.Help,
        ["-h"] = Verb.Help,
        ["/?"] = Verb.Help,
    };

    private static readonly string[] Options = ["--json", "--allow-vendor-device", "--allow-any-machine"];

    public static CommandLine Parse(IReadOnlyCollection<string> arguments)
    {
        Verb[] verbs = [.. arguments.Where(Verbs.ContainsKey).Select(a => Verbs[a])];
        var verb = verbs.Length == 0 || verbs.Contains(Verb.Help) ? Verb.Help : verbs[0];
        CommandLine line = new(verb, arguments.Contains("--json"), arguments.Contains("--allow-vendor-device"), arguments.Contains("--allow-any-machine"), Error: null);
        return line with { Error = ErrorOf(line, verbs.Length, arguments.FirstOrDefault(a => !Verbs.ContainsKey(a) && !Options.Contains(a))) };
    }

    private static string? ErrorOf(CommandLine line, int verbs, string? unknown) => line switch
    {
        _ when unknown is not null => $"'{unknown}' is not understood.",
        { Verb: Verb.Help } when verbs > 0 => null,
        _ when verbs > 1 => "Say one thing at a time: check, status or --version.",
        { Verb: not Verb.Check and not Verb.Status, Json: true } => "--json goes with check or status.",
        { Verb: not Verb.Check, AllowVendorDevice: true } or { Verb: not Verb.Check, AllowAnyMachine: true } => "--allow-vendor-device and --allow-any-machine go with check.",
        _ => null,
    };
}
