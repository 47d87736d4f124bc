using System.Globalization;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A folder of a machine on a volume of its own, which is almost full. Whoever makes one takes it away, also when the test fails: a mount would outlive it.</summary>
public static class SmallDisk
{
    private const int Page = 4096;

    /// <summary>The folder, with the same files as before. Skips the test where nothing may be mounted.</summary>
    public static async Task MountAsync(string folder, int freePages)
    {
        var room = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => (file.Length + Page - 1) / Page) + freePages;
        var copy = Directory.CreateTempSubdirectory("xgt-small");
        try
        {
            await new Tool("cp").RunAsync(["-a", folder + "/.", copy.FullName]);
            var mount = await new Tool("mount").TryRunAsync(["-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={room * Page}"), "none", folder]);
            Assert.SkipWhen(mount.ExitCode != 0, "Only root may mount a small disk.");
            await new Tool("cp").RunAsync(["-a", copy.FullName + "/.", folder]);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    public static Task<string> UnmountAsync(string folder) => new Tool("umount").RunAsync([folder]);
}
