using System.CommandLine;
using Spectre.Console;
using XenGuestTools.Build;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core.Proof;

// Names the exit codes: 0 done; 1 an error that is explained; 2 tests, figures or driver packages that are not as they should be; 64 a wrong command line.
var paths = Paths.OfThisCheckout();
var drivers = new Option<string?>("--drivers") { Description = "Build from the driver packages in this folder (<name>/x64/*.inf, … or <name>/*.inf, …) instead of drivers/x64 or the sample packages.", HelpName = "DIR", Recursive = true };
var output = new Option<string>("--out") { Description = "Put the results there.", HelpName = "DIR", DefaultValueFactory = _ => paths.Out, Recursive = true };
var testSigning = new Option<bool>("--allow-test-signing") { Description = "Take driver packages that Windows loads in test mode only, too; names and versions then say TEST-SIGNED.", Recursive = true };
Options OptionsOf(ParseResult r) => new(r.GetValue(drivers), Path.GetFullPath(r.GetValue(output)!), r.GetValue(testSigning));
Commands Of(ParseResult r) => new(paths, OptionsOf(r));

var root = new RootCommand("Builds Xen Guest Tools for Windows: without a word, everything.") { drivers, output, testSigning };
root.SetAction((r, stop) => Of(r).AllAsync(stop));

var setup = new Command("setup", "Install what the build needs and this machine lacks. Every command that builds does this first.");
setup.SetAction((r, stop) => Of(r).SetUpAsync(stop));
root.Add(setup);

var suite = new Argument<string?>("SUITE") { Description = "unit, package or machine; all three without it.", Arity = ArgumentArity.ZeroOrOne }.AcceptOnlyFromAmong([.. XenGuestTools.Build.Testing.TestRun.Suites]);
var filter = new Option<string?>("--filter") { Description = "Only tests whose name contains this.", HelpName = "TEXT" };
var test = new Command("test", "Build everything, then run the tests.") { suite, filter };
test.SetAction((r, stop) => Of(r).TestAsync(r.GetValue(suite), r.GetValue(filter), stop));
root.Add(test);

var json = new Option<bool>("--json") { Description = "Print a JSON list of {name, value, unit, limit, ok} and nothing else." };
var only = new Option<string?>("--only") { Description = "Only the figures of one part: agent, build, check, msi or planning.", HelpName = "PART" }.AcceptOnlyFromAmong(XenGuestTools.Build.Bench.Figures.Parts);
var bench = new Command("bench", "Measure every figure that the project promises.") { json, only };
bench.SetAction((r, stop) => Of(r).BenchAsync(r.GetValue(json), r.GetValue(only), stop));
root.Add(bench);

var seconds = new Option<int>("--seconds") { Description = "How long, for all readers together.", DefaultValueFactory = _ => 120 };
var reader = new Option<string?>("--reader") { Description = "Only the reader of this kind of file: inf, pe, cat, zip, tar, tar.gz.", HelpName = "NAME" };
var seed = new Option<string?>("--seed") { Description = "Repeat the failure that named this seed; needs --reader.", HelpName = "SEED" };
var fuzz = new Command("fuzz", "Feed spoilt driver packages to everything that reads them.") { seconds, reader, seed };
fuzz.SetAction((r, stop) => Of(r).FuzzAsync(r.GetValue(seconds), r.GetValue(reader), r.GetValue(seed), stop));
root.Add(fuzz);

var url = new Option<string?>("--url") { Description = "The folder that the setup program is published in; without it there are no files for winget.", HelpName = "https://HOST/FOLDER" };
var deploy = new Command("deploy", "Build everything, then make the files for deployment systems in out/deploy: docs/deploy.md.") { url };
deploy.SetAction((r, stop) => Of(r).DeployAsync(r.GetValue(url), stop));
root.Add(deploy);

var iso = new Command("iso", "Build everything, then make the guest-tools CD in out/: setup program, MSIs, driver packages, pages.") { url };
iso.SetAction((r, stop) => Of(r).IsoAsync(r.GetValue(url), stop));
root.Add(iso);

var clean = new Command("clean", "Remove what builds have made, downloads included; the compiled C# code stays.");
clean.SetAction((r, _) => Of(r).CleanAsync());
root.Add(clean);

root.Add(DriverWords.Create(r => new DriverCommands(paths, OptionsOf(r), PackageSetProof.Run, AnsiConsole.Console)));

var parsed = root.Parse(args);
try
{
    var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
    return parsed.Errors.Count > 0 ? 64 : code;
}
catch (BuildException e)
{
    await Console.Error.WriteLineAsync($"error: {e.Message}").ConfigureAwait(false);
    return 1;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"error: {e.Message} Check the disk and the permissions of the path, then run this again.").ConfigureAwait(false);
    return 1;
}
