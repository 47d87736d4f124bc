using System.Text;
using XenGuestTools.Build.Native;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.Tests.Package.Deploy;

/// <summary>A folder that stands for Program Files of a machine, with a guesttools.exe that says what the test wants: the real record of <c>guesttools status</c>, as JSON.</summary>
internal sealed class GuestWithTools : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xgt-guest");

    public string ProgramFiles => folder.FullName;

    /// <param name="exitCode">Of <c>guesttools status</c>.</param>
    /// <param name="versions">By package; null is not installed.</param>
    public void Say(int exitCode, IReadOnlyDictionary<string, string?> versions, params string[] problems)
    {
        GuestStatus status = new("0.1.0", [.. versions.Select(v => new PackageStatus(v.Key, v.Value))], [], null, XenIfacePresent: true, [], [.. problems]);
        Say(exitCode, GuestStatusJson.Of(status));
    }

    public void Say(int exitCode, string output)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The guesttools of this test is a shell script, which Windows does not run.");
        var program = Path.Combine(Directory.CreateDirectory(Path.Combine(ProgramFiles, Checkout.Product("XgtProductName"))).FullName, "guesttools.exe");
        File.WriteAllText(program + ".txt", output);
        FileUpdate.Write(program, Encoding.UTF8.GetBytes($"#!/bin/sh\n[ \"$*\" = 'status --json' ] || exit 64\ncat \"$0.txt\"\nexit {exitCode}\n"), executable: true);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
