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
    public static CommandLine Parse(IEnumerable<string> arguments)
    {
        var line = arguments.Aggregate(new CommandLine(Verb.Help, Json: false, AllowVendorDevice: false, AllowAnyMachine: false, Error: null), Add);
        return line switch
        {
            { Error: not null } => line,
            { Verb: not Verb.Check and not Verb.Status, Json: true } => line with { Error = "--json goes with check or status." },
            { Verb: not Verb.Check, AllowVendorDevice: true } or { Verb: not Verb.Check, AllowAnyMachine: true } => line with { Error = "--allow-vendor-device and --allow-any-machine go with check." },
            _ => line,
        };
    }

    private static CommandLine Add(CommandLine line, string argument) => argument switch
    {
        "check" => line with { Verb = Verb.Check },
        "status" => line with { Verb = Verb.Status },
        "help" or "--help" or "-h" or "-?" or "/?" => line with { Verb = Verb.Help },
        "--version" => line with { Verb = Verb.Version },
        "--json" => line with { Json = true },
        "--allow-vendor-device" => line with { AllowVendorDevice = true },
        "--allow-any-machine" => line with { AllowAnyMachine = true },
        _ => line with { Error = $"'{argument}' is not understood." },
    };
}
