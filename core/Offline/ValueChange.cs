namespace XenGuestTools.Core.Offline;

/// <summary>One step of a repair: a value that gets other data, or goes. It holds all that its undo needs. Keys stay, also those that get empty.</summary>
/// <param name="Key">Below the root of the hive.</param>
/// <param name="Old">Null: there is no such value.</param>
/// <param name="New">Null: the value goes.</param>
/// <param name="Rule">Which rule the step serves.</param>
public sealed record ValueChange(string Key, string Name, HiveData? Old, HiveData? New, BootRule Rule)
{
    internal ValueChange Reversed => this with { Old = New, New = Old };

    /// <summary>One line for people.</summary>
    public override string ToString() => $@"{Key}\{Name}: {Shown(Old)} -> {Shown(New)}";

    private static string Shown(HiveData? data) => data?.ToString() ?? "(none)";
}
