using XenGuestTools.Build;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Build;

/// <summary>The real set-up on this machine as it would be without a network, a known system, or space: each run has mounts and a network of its own.</summary>
public sealed class A_machine_that_lacks_something
{
    private const string WithoutWix = "mount -t tmpfs none artifacts/wix3";
    private const string WithoutFonts = "mount -t tmpfs none /usr/share/fonts/truetype";

    [Fact]
    public async Task Is_told_to_check_its_network_when_WiX_can_not_be_fetched() =>
        await SetUpFailsAsync(WithoutWix, "error: WiX 3.11 could not be fetched", "Check the network");

    [Fact]
    public async Task Is_told_which_package_is_not_there_after_an_installation_that_succeeded() =>
        await SetUpFailsAsync(WithoutFonts, "error: Debian's packages were installed", "fonts-liberation");

    [Fact]
    public async Task Is_told_which_systems_the_build_supports() =>
        await SetUpFailsAsync($"{WithoutFonts}; echo ID=other > \"$TMPDIR\"/os; mount --bind \"$TMPDIR\"/os /etc/os-release", "error: This system is not supported", "Debian 12", "build.ps1");

    [Fact]
    public async Task Is_told_how_much_space_is_missing() =>
        await SetUpFailsAsync(
            "mount -t tmpfs -o size=300m none /mnt; mkdir -p /mnt/artifacts/bin/build; cp -r artifacts/bin/build/release /mnt/artifacts/bin/build; mount --bind /mnt .",
            "error: Not enough disk space",
            "MB are needed",
            "./build.sh clean");

    /// <summary>Every error is one paragraph on standard error, and the exit code is 1.</summary>
    private static async Task SetUpFailsAsync(string preparation, params string[] words)
    {
        using var folder = new TemporaryFolder();
        var shell = new Tool("unshare")
        {
            WorkingDirectory = Repository.Folder,
            Environment = new Dictionary<string, string?> { ["TMPDIR"] = folder.Path, ["npm_config_cache"] = folder.Path },
            TimeLimit = TimeSpan.FromMinutes(3),
        };
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || (await shell.TryRunAsync(["-m", "-n", "true"], TestContext.Current.CancellationToken)).ExitCode != 0)
        {
            Assert.Skip("Mounts of its own are for root on Linux only.");
        }

        var result = await shell.TryRunAsync(
            ["-m", "-n", "sh", "-ec", $"{preparation}; exec dotnet {Path.Combine(Repository.Folder, "artifacts", "bin", "build", "release", "build.dll")} setup"],
            TestContext.Current.CancellationToken);

        Assert.Equal(1, result.ExitCode);
        Assert.All(words, word => Assert.Contains(word, result.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Output, StringComparison.Ordinal);
    }
}
