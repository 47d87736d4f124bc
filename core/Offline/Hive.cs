using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>What of the SYSTEM hive of a Windows that does not run decides over its next start.</summary>
/// <param name="Next">The control set that it starts from: <c>Select\Default</c>.</param>
/// <param name="ControlSets">Their names: <c>ControlSet001</c>.</param>
/// <param name="Values">Of these keys of each control set: services (Start, ImagePath; StartOverride, Unplug and ForceUnplug in whole), classes and devices (Service, ClassGUID and the filters).</param>
/// <param name="Images">Of the files that services name, those that are on the volume, in the services' spelling (<see cref="OfflineImage"/>).</param>
public sealed record Hive(string Next, ImmutableArray<string> ControlSets, ImmutableArray<HiveValue> Values, ImmutableArray<string> Images)
{
    /// <summary>The same after a change.</summary>
    public Hive With(ValueChange change)
    {
        var values = ImmutableArray.CreateBuilder<HiveValue>(Values.Length + 1);
        var placed = change.New is null;
        foreach (var value in Values)
        {
            if (!IsAt(value, change))
            {
                values.Add(value);
            }
            else if (change.New is { } data)
            {
                values.Add(value with { Data = data });
                placed = true;
            }
        }

        if (!placed)
        {
            values.Add(new(change.Key, change.Name, change.New!));
        }

        return this with { Values = values.ToImmutable() };
    }

    public HiveData? Find(string key, string name)
    {
        foreach (var value in Values)
        {
            if (Names.Same(value.Key, key) && Names.Same(value.Name, name))
            {
                return value.Data;
            }
        }

        return null;
    }

    public override string ToString() => string.Join(" ", ControlSets);

    private static bool IsAt(HiveValue value, ValueChange change) => Names.Same(value.Key, change.Key) && Names.Same(value.Name, change.Name);
}
