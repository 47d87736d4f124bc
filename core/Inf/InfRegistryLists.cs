using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>AddReg: which values are written (Microsoft: "INF AddReg Directive"). Left out is what has no fixed place: a user's keys, and HKR of the device itself, which Windows deletes with the device.</summary>
internal sealed class InfRegistryLists(InfFile inf)
{
    /// <summary>FLG_ADDREG_DELVAL, FLG_ADDREG_KEYONLY and FLG_ADDREG_KEYONLY_COMMON: such a line writes no value.</summary>
    private const uint WritesNothing = 0x4 | 0x10 | 0x2000;

    private readonly ImmutableArray<InfRegistryValue>.Builder values = ImmutableArray.CreateBuilder<InfRegistryValue>();

    private readonly HashSet<string> lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> places = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<InfRegistryValue> Values => values.ToImmutable();

    /// <summary>Takes up the AddReg directives among these lines.</summary>
    /// <param name="relativeKey">What HKR means here, HKLM-relative; null for the keys of the device.</param>
    public void Add(IEnumerable<InfLine> lines, string? relativeKey)
    {
        foreach (var directive in lines)
        {
            if (!directive.HasKey("AddReg"))
            {
                continue;
            }

            foreach (var list in directive.Fields)
            {
                if (lists.Add($"{relativeKey}|{list}"))
                {
                    AddList(list, relativeKey);
                }
            }
        }
    }

    private void AddList(string list, string? relativeKey)
    {
        foreach (var line in inf.Lines(list))
        {
            Add(list, line, relativeKey);
        }
    }

    private void Add(string list, InfLine line, string? relativeKey)
    {
        var flags = InfValue.Number(line.Field(3)) ?? throw new InfException(list, line.Number, $"\"{line.Field(3)}\" is no number, and flags are one.");
        var key = Key(list, line, relativeKey);
        if (key is null || (flags & WritesNothing) != 0 || !places.Add($"{key}|{line.Field(2)}"))
        {
            return;
        }

        values.Add(new InfRegistryValue(key, line.Field(2), flags, line.Fields.Length > 4 ? [.. line.Fields.AsSpan()[4..]] : []));
    }

    private static string? Key(string list, InfLine line, string? relativeKey) => line.Key is null ? Root(line.Field(0)) switch
    {
        "HKLM" => line.Field(1),
        "HKCR" => InfValue.Join(@"SOFTWARE\Classes", line.Field(1)),
        "HKR" => relativeKey is null ? null : InfValue.Join(relativeKey, line.Field(1)),
        "HKCU" or "HKU" => null,
        _ => throw new InfException(list, line.Number, $"\"{line.Field(0)}\" is no registry root."),
    }
    : throw new InfException(list, line.Number, "a registry line has the form \"root, key, name, flags, data\".");

    private static string Root(string text) => text.ToUpperInvariant();
}
