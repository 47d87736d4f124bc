using System.Text.Json;
using XenGuestTools.Tests.Machine.Harness;

namespace XenGuestTools.Tests.Machine;

/// <summary>What each chapter of the story left on the machine. Run for the sample packages and for the upstream INFs.</summary>
public abstract class The_setup_program_on_a_clean_xen_vm(BundleStory story) : IAsyncLifetime
{
    private const string Uninstall = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall";
    private const string Uninstall32 = @"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall";

    public async ValueTask InitializeAsync() => await story.TellAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Quiet_install_ends_with_0_or_3010() => story.Install.MustSucceed();

    [Fact]
    public void Quiet_install_registers_six_products() =>
        Assert.Equal(6, OurEntries(Uninstall).Count(key => story.Installed.Number(key, "WindowsInstaller") == 1));

    [Fact]
    public void Quiet_install_binds_every_driver()
    {
        Snapshot.MustBeNone(story.Missing);
    }

    [Fact]
    public void Only_the_setup_program_is_listed_in_apps_and_features()
    {
        var listed = OurEntries(Uninstall).Concat(OurEntries(Uninstall32)).Where(key => story.Installed.Number(key, "SystemComponent") != 1).ToList();

        var bundle = Assert.Single(listed);
        Assert.NotNull(story.Installed.Text(bundle, "BundleVersion"));
        Assert.NotNull(story.Installed.Text(bundle, "DisplayIcon"));
        Assert.Equal("Xen Guest Tools Project", story.Installed.Text(bundle, "Publisher"));
        Assert.Contains("/uninstall", story.Installed.Text(bundle, "UninstallString"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_agent_runs_when_the_install_has_ended() =>
        Assert.Contains("RUNNING", story.AgentAfterInstall.Output, StringComparison.Ordinal);

    [Fact]
    public void The_agent_is_a_service_that_starts_with_windows()
    {
        var service = $@"SYSTEM\CurrentControlSet\Services\{BuiltProduct.AgentService}";

        Assert.Equal(2u, story.Installed.Number(service, "Start"));
        Assert.Equal(16u, story.Installed.Number(service, "Type"));
        Assert.Contains(@"Agent\xenagent.exe", story.Installed.Text(service, "ImagePath"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Status_knows_every_package_and_what_each_device_runs_on()
    {
        using var status = JsonDocument.Parse(story.Status.Output);

        Assert.Equal(
            [.. BuiltProduct.Packages.Append("bundle").Order()],
            status.RootElement.GetProperty("packages").EnumerateArray().Where(p => p.GetProperty("version").ValueKind == JsonValueKind.String).Select(p => p.GetProperty("name").GetString()!).Order());
        Assert.All(status.RootElement.GetProperty("drivers").EnumerateArray(), driver =>
            Assert.Equal(driver.GetProperty("stored")[0].GetProperty("publishedName").GetString(), driver.GetProperty("devices")[0].GetProperty("inf").GetString()));
    }

    [Fact]
    public void A_second_install_changes_nothing()
    {
        story.InstallAgain.MustSucceed();
        Snapshot.MustBeNone(story.ChangesOfInstallAgain);
    }

    [Fact]
    public void Repair_puts_back_what_was_deleted()
    {
        story.Repair.MustSucceed();
        Snapshot.MustBeNone(story.MissingAfterRepair);
    }

    [Fact]
    public void Uninstall_leaves_nothing_behind()
    {
        story.Uninstall.MustSucceed();
        story.Before.MustEqual(story.After, except: Snapshot.RemovedNode);
    }

    private IEnumerable<string> OurEntries(string root) => story.Installed.Below(root)
        .Select(name => $@"{root}\{name}")
        .Where(key => story.Installed.Text(key, "DisplayName")?.StartsWith("Xen", StringComparison.Ordinal) == true);
}

public sealed class Setup_of_the_sample_packages(SampleBundleStory story) : The_setup_program_on_a_clean_xen_vm(story), IClassFixture<SampleBundleStory>;
