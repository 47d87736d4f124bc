using System.Security.Cryptography;
using Spectre.Console;
using XenGuestTools.Build;
using XenGuestTools.Build.Archives;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Drivers;

/// <summary>A folder that looks like a checkout as far as driver packages go, with the real drivers.json; it goes when the test ends.</summary>
internal sealed class Checkout : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xgt drivers ");
    private StringWriter output = new();

    public Checkout()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "drivers"));
        Directory.CreateDirectory(Sources);
        File.Copy(Paths.OfThisCheckout().DriverList, Here.DriverList);
    }

    public Paths Here => new(folder.FullName);

    /// <summary>A folder for what is to be added.</summary>
    public string Sources => Path.Combine(folder.FullName, "sources");

    public Func<IReadOnlyList<PackageFiles>, ProofOptions, ProofReport> Proof { get; set; } = SomePackages.InfsAlone;

    public UnpackLimits Limits { get; set; } = UnpackLimits.Default;

    /// <summary>--drivers.</summary>
    public string? Drivers { get; set; }

    /// <summary>What the last command has printed.</summary>
    public string Output => output.ToString();

    public string Source(string name) => Path.Combine(Sources, name);

    public void Put(string name, byte[] content) => File.WriteAllBytes(Source(name), content);

    /// <summary>The text of drivers.json.</summary>
    public string ListText() => File.ReadAllText(Here.DriverList);

    public DriverCommands Commands(bool allowTestSigning = false)
    {
        output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        return new DriverCommands(Here, new Options(Drivers, Here.Out, allowTestSigning), Proof, console) { Limits = Limits };
    }

    public Task<int> AddAsync(params string[] sources) => Commands().AddAsync(sources, [], allowOlder: false, TestContext.Current.CancellationToken);

    /// <summary>Adds what must be refused; store and list must not change, and nothing may be left over.</summary>
    /// <returns>The message.</returns>
    public async Task<string> RefusalAsync(params string[] sources)
    {
        var before = State();
        var error = await Assert.ThrowsAsync<BuildException>(() => AddAsync(sources));
        Assert.Equal(before, State());
        return error.Message;
    }

    /// <summary>Every file of drivers/ and of the scratch folders with its SHA-256.</summary>
    public IReadOnlyList<string> State() =>
    [
        .. new[] { Path.Combine(folder.FullName, "drivers"), Path.Combine(Here.Artifacts, "drivers") }.Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFileSystemEntries(f, "*", SearchOption.AllDirectories))
            .Select(f => $"{Path.GetRelativePath(folder.FullName, f)} {(File.Exists(f) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f))) : "")}")
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose()
    {
        output.Dispose();
        folder.Delete(recursive: true);
    }
}
