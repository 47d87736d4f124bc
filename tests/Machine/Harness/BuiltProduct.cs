using System.Runtime.CompilerServices;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>What one build made: the things under test.</summary>
/// <param name="Folder">The output folder of the build.</param>
/// <param name="Drivers">In the order of the chain.</param>
public sealed record BuiltProduct(string Folder, IReadOnlyList<DriverFacts> Drivers)
{
    public const string Name = "Xen Guest Tools";

    public const string AgentService = "XenGuestAgent";

    /// <summary>The registry key of ours, HKLM-relative.</summary>
    public const string Key = @"SOFTWARE\" + Name;

    public const string ProgramFiles = @"C:\Program Files\" + Name;

    public static readonly Paths Checkout = new(Root());

    /// <summary>The build from the sample packages, which <c>./build.sh</c> makes.</summary>
    public static readonly BuiltProduct Sample = new(Checkout.Out, DriverFacts.Sample);

    /// <summary>The packages in the order of the chain.</summary>
    public static readonly string[] Packages = ["xenvif", "xennet", "xenvbd", "xeniface", "xenbus", "agent"];

    /// <summary>The driver packages of <see cref="Sample"/>: <c>&lt;name&gt;/x64</c>.</summary>
    public static string Samples => Path.Combine(Checkout.Artifacts, "samples");

    /// <summary>The program of tests/Probe.</summary>
    public static string Probe => There(Targets.ProbeOf(Checkout));

    /// <summary>The agent of a Debug build.</summary>
    public static string TestAgent => There(Targets.TestAgentOf(Checkout));

    public string Setup => Made("XenGuestToolsSetup-x64.exe");

    public string GuestTools => Made("guesttools.exe");

    public DriverFacts Driver(string name) => Drivers.Single(d => d.Name == name);

    public string Msi(string package) => Made($"{package}-x64.msi");

    private string Made(string file) => There(Path.Combine(Folder, file));

    private static string There(string path) => File.Exists(path) ? path : throw new BuildException($"{path} is not there. Run './build.sh test' first.");

    private static string Root([CallerFilePath] string thisFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", ".."));
}
