using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A file of a machine that nobody can delete, since something is mounted on it: itself. Whoever holds one lets it go, also when the test fails: a mount would outlive it.</summary>
public static class HeldFile
{
    /// <summary>Skips the test where nothing may be mounted.</summary>
    public static async Task HoldAsync(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root may mount a file.");
        await new Tool("mount").RunAsync(["--bind", path, path]);
    }

    public static Task<string> LetGoAsync(string path) => new Tool("umount").RunAsync([path]);
}
