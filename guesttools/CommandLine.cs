namespace XenGuestTools.GuestTools;

internal enum Verb
{
    Help,
    Version,
    Check,
    Status,
    Network,
}

/// <summary>The second word of "network".</summary>
internal enum NetworkVerb
{
    None,
    Save,
    Verify,
    Restore,

    /// <summary>As Windows starts it after the restart; of no use in a window.</summary>
    Service,
}

/// <param name="Error">Null when the command line is understood; otherwise a sentence.</param>
internal sealed record CommandLine(Verb Verb, bool Json, bool AllowVendorDevice, bool AllowAnyMachine, string? Error)
{
    private static readonly Dictionary<string, Verb> Verbs = new(StringComparer.Ordinal)
    {
        ["check"] = Verb.Check,
        ["status"] = Verb.Status,
        ["network"] = Verb.Network,
        ["--version"] = Verb.Version,
        ["--help"] = Verb.Help,
        ["help"] = Verb.Help,
        ["-h"] = Verb.Help,
        ["/?"] = Verb.Help,
    };

    private static readonly Dictionary<string, NetworkVerb> NetworkVerbs = new(StringComparer.Ordinal)
    {
        ["save"] = NetworkVerb.Save,
        ["verify"] = NetworkVerb.Verify,
        ["restore"] = NetworkVerb.Restore,
        ["service"] = NetworkVerb.Service,
    };

    private static readonly string[] Options = ["--json", "--allow-vendor-device", "--allow-any-machine", "--yes"];

    private static readonly string[] Operations = ["install", "remove"];

    public NetworkVerb Network { get; private init; }

    /// <summary>network save: what the change of drivers is, install or remove. Null if it is not said.</summary>
    public string? Operation { get; private init; }

    /// <summary>network restore: do it, don't only say it.</summary>
    public bool Yes { get; private init; }

    public static CommandLine Parse(IReadOnlyCollection<string> arguments)
    {
        List<string> words = [.. arguments];
        var operation = TakeOperation(words);
        Verb[] verbs = [.. words.Where(Verbs.ContainsKey).Select(a => Verbs[a])];
        NetworkVerb[] network = [.. words.Where(NetworkVerbs.ContainsKey).Select(a => NetworkVerbs[a])];
        var verb = verbs.Length == 0 || verbs.Contains(Verb.Help) ? Verb.Help : verbs[0];
        CommandLine line = new(verb, words.Contains("--json"), words.Contains("--allow-vendor-device"), words.Contains("--allow-any-machine"), Error: null)
        {
            Network = network.FirstOrDefault(),
            Operation = operation,
            Yes = words.Contains("--yes"),
        };
        var unknown = words.Find(a => !Verbs.ContainsKey(a) && !Options.Contains(a) && !(NetworkVerbs.ContainsKey(a) && verb is Verb.Network or Verb.Help));
        return line with { Error = ErrorOf(line, verbs.Length, unknown) ?? NetworkErrorOf(line, network.Length) };
    }

    /// <summary>Takes "--for X" out. A missing X is an empty one.</summary>
    private static string? TakeOperation(List<string> words)
    {
        var place = words.IndexOf("--for");
        if (place < 0)
        {
            return null;
        }

        var operation = place + 1 < words.Count ? words[place + 1] : "";
        words.RemoveRange(place, Math.Min(2, words.Count - place));
        return operation;
    }

    private static string? ErrorOf(CommandLine line, int verbs, string? unknown) => line switch
    {
        _ when unknown is not null => $"'{unknown}' is not understood.",
        { Verb: Verb.Help } when verbs > 0 => null,
        _ when verbs > 1 => "Say one thing at a time: check, status, network or --version.",
        { Verb: not Verb.Check and not Verb.Status and not Verb.Network, Json: true } => "--json goes with check, status or network.",
        { Verb: not Verb.Check, AllowVendorDevice: true } or { Verb: not Verb.Check, AllowAnyMachine: true } => "--allow-vendor-device and --allow-any-machine go with check.",
        _ => null,
    };

    private static string? NetworkErrorOf(CommandLine line, int verbs) => line switch
    {
        { Verb: Verb.Help } when verbs == 0 && line is { Operation: null, Yes: false } => null,
        { Verb: Verb.Help } when verbs > 0 => "Say network before save, verify and restore.",
        { Verb: Verb.Network } when verbs != 1 => "network needs one of save, verify and restore.",
        { Operation: not null, Network: not NetworkVerb.Save } => "--for goes with network save.",
        { Operation: not null } when !Operations.Contains(line.Operation) => "--for needs install or remove.",
        { Yes: true, Network: not NetworkVerb.Restore } => "--yes goes with network restore.",
        _ => null,
    };
}
