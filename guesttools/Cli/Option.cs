namespace XenGuestTools.GuestTools;

/// <param name="Name">Such as <c>--for</c>.</param>
/// <param name="Value">What the next word is, for the help: <c>install|remove</c>; null for an option without a value. A text with "|" is a choice of these words alone.</param>
/// <param name="Help">One line, without a full stop.</param>
internal sealed record Option(string Name, string? Value, string Help)
{
    public static Option Json { get; } = new("--json", null, "the same as JSON on standard output, for scripts");

    /// <summary>The name as the help shows it.</summary>
    public string Shown => Value is null ? Name : $"{Name} {(IsChoice ? Value : $"<{Value}>")}";

    private bool IsChoice => Value is not null && Value.Contains('|', StringComparison.Ordinal);

    /// <summary>May the option have this value?</summary>
    public bool Takes(string value) => value.Length > 0 && (!IsChoice || Value!.Split('|').Contains(value));

    /// <summary>What the option needs, as the end of a sentence.</summary>
    public string Needed => IsChoice ? Value!.Replace("|", " or ", StringComparison.Ordinal) : $"a {Value}";
}
