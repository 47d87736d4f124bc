using System.CommandLine;

namespace XenGuestTools.Build.Drivers;

/// <summary>The words below <c>drivers</c> on the command line.</summary>
internal static class DriverWords
{
    /// <param name="commands">What does the work, for the options of the whole program.</param>
    public static Command Create(Func<ParseResult, DriverCommands> commands) => new("drivers", "Add, list, verify and remove the driver packages that the build takes from drivers/x64.")
    {
        Add(commands),
        List(commands),
        Verify(commands),
        Remove(commands),
    };

    private static Command Add(Func<ParseResult, DriverCommands> commands)
    {
        Argument<string[]> sources = new("SOURCE") { Description = "A folder, a .zip, .tar, .tar.gz, .cab, .msi or .iso, or the address of one with #sha256=HEX behind it.", Arity = ArgumentArity.OneOrMore };
        Option<string[]> hashes = new("--sha256") { Description = "The SHA-256 of an address; once for each that has no #sha256=, in the same order.", HelpName = "HEX" };
        var older = Older();
        Command word = new("add", "Prove the x64 packages in the sources, copy them to drivers/x64 and record them in drivers/drivers.json.") { sources, hashes, older };
        word.SetAction((r, stop) => commands(r).AddAsync(r.GetValue(sources)!, r.GetValue(hashes) ?? [], r.GetValue(older), stop));
        return word;
    }

    private static Command List(Func<ParseResult, DriverCommands> commands)
    {
        var json = Json();
        Command word = new("list", "Show what drivers/drivers.json has, and whether drivers/x64 has the same.") { json };
        word.SetAction(r => commands(r).List(r.GetValue(json)));
        return word;
    }

    private static Command Verify(Func<ParseResult, DriverCommands> commands)
    {
        Option<string?> report = new("--report") { Description = "Write a page for people there.", HelpName = "FILE.html" };
        var json = Json();
        var older = Older();
        Command word = new("verify", "Prove the packages in drivers/x64, or in --drivers DIR.") { report, json, older };
        word.SetAction(r => commands(r).Verify(r.GetValue(report), r.GetValue(json), r.GetValue(older)));
        return word;
    }

    private static Command Remove(Func<ParseResult, DriverCommands> commands)
    {
        Argument<string[]> names = new("NAME") { Description = "Of a driver, such as xenbus.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> all = new("--all") { Description = "Remove every package." };
        Command word = new("remove", "Remove packages from drivers/x64 and their records from drivers/drivers.json.") { names, all };
        word.SetAction((r, _) => commands(r).RemoveAsync(r.GetValue(names) ?? [], r.GetValue(all)));
        return word;
    }

    private static Option<bool> Json() => new("--json") { Description = "Print JSON and nothing else on standard output: docs/driver-proof.md." };

    private static Option<bool> Older() => new("--allow-older") { Description = "A package that is older than the recorded one is a warning, not an error." };
}
