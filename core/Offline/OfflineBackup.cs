using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>The changes of one repair, as they are written beside the backup before the first of them is made.</summary>
/// <param name="Made">When, in UTC, for people.</param>
public sealed record OfflineBackup(string Windows, string Made, ImmutableArray<ValueChange> Changes)
{
    /// <summary>Bytes. A repair has some dozens of changes.</summary>
    public const int MaximumSize = 4 * 1024 * 1024;

    public byte[] Write() => OfflineJson.Write(this);

    /// <exception cref="OfflineException">XGT1335.</exception>
    public static OfflineBackup Read(ReadOnlySpan<byte> json, string path)
    {
        try
        {
            var backup = json.Length > MaximumSize ? throw new FormatException("it is too long") : OfflineJson.Read(json);
            return backup.ProblemOf() is { } problem ? throw new FormatException(problem) : backup;
        }
        catch (FormatException e)
        {
            throw OfflineException.BadBackup(path, e.Message, e);
        }
    }

    /// <summary>What takes the repair back on this hive, the last change first; what is back already is left out.</summary>
    /// <param name="force">Also where a value is neither what the repair found nor what it made of it.</param>
    /// <exception cref="OfflineException">XGT1334.</exception>
    public ImmutableArray<ValueChange> UndoOn(Hive hive, bool force)
    {
        List<string> changedSince = [];
        var undo = ImmutableArray.CreateBuilder<ValueChange>();
        foreach (var change in Changes.Reverse())
        {
            var now = hive.Find(change.Key, change.Name);
            if (now == change.Old)
            {
                continue;
            }

            if (now != change.New)
            {
                changedSince.Add($@"{change.Key}\{change.Name}");
            }

            undo.Add(change with { Old = now, New = change.Old });
        }

        return changedSince.Count == 0 || force ? undo.ToImmutable() : throw OfflineException.ChangedSince(changedSince);
    }

    public override string ToString() => Windows;

    /// <summary>An undo writes what the file says into a registry: only where a repair writes.</summary>
    private string? ProblemOf()
    {
        if (Changes.IsEmpty)
        {
            return "it has no changes";
        }

        foreach (var change in Changes)
        {
            if (!Names.Starts(change.Key, "ControlSet") || !(Names.Has(change.Key, @"\Services\") || Names.Has(change.Key, @"\Control\Class\") || Names.Has(change.Key, @"\Enum\")))
            {
                return $"a repair changes nothing in '{change.Key}'";
            }
        }

        return null;
    }
}
