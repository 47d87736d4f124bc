using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.Windows;

namespace XenGuestTools.Agent;

/// <summary>Puts the agent together for this Windows and runs it.</summary>
internal static class AgentRun
{
    private const string PolicyKey = @"SOFTWARE\Policies\Xen Guest Tools\Agent";
    private const string SettingsKey = @"SOFTWARE\Xen Guest Tools\Agent";

    /// <summary>Returns once <paramref name="stop"/> is set. What it can't handle it logs and throws on: the service then ends, and Windows starts it again.</summary>
    public static void UntilStopped(string version, Action<AgentEvent, string> write, WaitHandle stop)
    {
        write(AgentEvent.Started, $"The Xen Guest Tools agent {version} has started.");
        try
        {
            Run(version, write, stop);
        }
        catch (Exception e)
        {
            write(AgentEvent.Failed, $"The Xen Guest Tools agent ends because of an error: {e.Message}");
            throw;
        }

        write(AgentEvent.Stopped, "The Xen Guest Tools agent has stopped.");
    }

    private static void Run(string version, Action<AgentEvent, string> write, WaitHandle stop)
    {
        SystemClock clock = new();
        var settings = AgentSettings.Read(
            name => RegistryValue.Read(PolicyKey, name), name => RegistryValue.Read(SettingsKey, name), complaint => write(AgentEvent.SettingRefused, complaint));
        using var source = Source();
        using WindowsProbe probe = new();
        new AgentLoop(source, probe, new WindowsActions(), settings, Numbers(version), clock, new(write, clock)).Run(stop);
    }

    private static IXenLinkSource Source() =>
#if DEBUG
        (IXenLinkSource?)Testing.TestSource.FromEnvironment() ??
#endif
        new IfaceSource();

    /// <summary>"1.2.3-dev" is 1.2.3.</summary>
    private static Version Numbers(string version) => Version.TryParse(version.Split('-', '+')[0], out var numbers) ? numbers : new(0, 0, 0);
}
