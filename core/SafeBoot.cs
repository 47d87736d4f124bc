using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// The steps that let Windows start from the emulated disks: their drivers start at boot, and nothing says otherwise. Every plan that may end the use of the Xen disks begins with them; so does an
/// installation, since a bus that is installed anew sets Unplug back to 0. They never do harm, and are not taken back.
/// </summary>
internal static class SafeBoot
{
    public static void AddEmulatedDisks(ImmutableArray<Step>.Builder steps, Machine machine, DriverInf inf)
    {
        if (!UnplugValues.Disks(inf))
        {
            return;
        }

        AddStarts(steps, machine, machine.Services, null);
        foreach (var set in machine.OtherControlSets)
        {
            AddStarts(steps, machine, set.Services, set.Name);
        }

        AddValues(steps, machine, value => UnplugValues.IsStorageOverride(machine, inf, value.Key));
    }

    private static void AddStarts(ImmutableArray<Step>.Builder steps, Machine machine, ImmutableArray<Service> services, string? controlSet)
    {
        foreach (var service in services)
        {
            if (service.Start != ServiceStart.Boot && UnplugValues.IsEmulatedStorage(machine, service.Name))
            {
                steps.Add(new StartAtBoot(service.Name, service.Start, controlSet));
            }
        }
    }

    /// <summary>Deletes the values that are meant, in every control set, each once.</summary>
    public static void AddValues(ImmutableArray<Step>.Builder steps, Machine machine, Func<RegistryValue, bool> isMeant)
    {
        AddValues(steps, machine.RegistryValues, isMeant);
        foreach (var set in machine.OtherControlSets)
        {
            AddValues(steps, set.RegistryValues, isMeant);
        }
    }

    private static void AddValues(ImmutableArray<Step>.Builder steps, ImmutableArray<RegistryValue> values, Func<RegistryValue, bool> isMeant)
    {
        foreach (var value in values)
        {
            DeleteRegistryValue step = new(value.Key, value.Name);
            if (isMeant(value) && !steps.Contains(step))
            {
                steps.Add(step);
            }
        }
    }
}
