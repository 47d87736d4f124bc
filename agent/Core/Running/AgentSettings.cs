using System.Globalization;

namespace XenGuestTools.Agent.Running;

/// <summary>What an admin may decide. A policy wins over the key of the product; a value that makes no sense is complained about and counts as not there.</summary>
public sealed record AgentSettings(int MemorySeconds, int DetailsSeconds, bool PublishVolumes, bool PublishAddresses, bool ServeShutdown, bool ServeStaticIp, bool StepTime)
{
    private const int Day = 86_400;

    private static readonly AgentSetting Memory = new("MemorySeconds", 60, 60, Day, "How often the free memory is looked at, in seconds. It is written when it has changed by more than 1 % of all memory.");
    private static readonly AgentSetting Details = new("DetailsSeconds", 600, 60, Day, "How often names, version and volumes are looked at, in seconds. Addresses are written when Windows says that they have changed.");
    private static readonly AgentSetting Volumes = Switch("PublishVolumes", "Tell the host the volumes with their sizes.");
    private static readonly AgentSetting Addresses = Switch("PublishAddresses", "Tell the host the IP addresses.");
    private static readonly AgentSetting Shutdown = Switch("ServeShutdown", "Shut down, restart, sleep or hibernate when the host asks for it.");
    private static readonly AgentSetting StaticIp = Switch("ServeStaticIp", "Add the IP addresses that the host asks for.");
    private static readonly AgentSetting Time = Switch("StepTime", "Put the clock forward to the host's after the VM was suspended or migrated.");

    public static IReadOnlyList<AgentSetting> All { get; } = [Memory, Details, Volumes, Addresses, Shutdown, StaticIp, Time];

    public static AgentSettings Default { get; } = Read(_ => null, _ => null, _ => { });

    /// <param name="policy">The value of this name in the policies' key; null if there is none.</param>
    /// <param name="local">The same of the product's key.</param>
    /// <param name="complain">Gets a sentence for each value that is not taken.</param>
    public static AgentSettings Read(Func<string, object?> policy, Func<string, object?> local, Action<string> complain)
    {
        int? Valid(AgentSetting setting, object? value, string where)
        {
            if (value is int number && number >= setting.Min && number <= setting.Max)
            {
                return number;
            }

            if (value is not null)
            {
                complain(string.Create(CultureInfo.InvariantCulture, $"The value {setting.Name} in {where} is ignored: it must be a DWORD from {setting.Min} to {setting.Max}."));
            }

            return null;
        }

        int Value(AgentSetting setting) => Valid(setting, policy(setting.Name), "the policies") ?? Valid(setting, local(setting.Name), "the settings of the agent") ?? setting.Default;
        bool IsOn(AgentSetting setting) => Value(setting) != 0;
        return new(Value(Memory), Value(Details), IsOn(Volumes), IsOn(Addresses), IsOn(Shutdown), IsOn(StaticIp), IsOn(Time));
    }

    private static AgentSetting Switch(string name, string meaning) => new(name, 1, 0, 1, meaning);
}
