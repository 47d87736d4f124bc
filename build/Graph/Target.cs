namespace XenGuestTools.Build.Graph;

/// <summary>Builds the stale ones among the targets that share this builder, in one go where that is cheaper (WiX's linker starts slowly).</summary>
public delegate Task Builder(IReadOnlyList<Target> stale, CancellationToken cancellation);

/// <summary>Something that the build makes. It is made anew when a file or a value that it depends on has another content than the last time, or a result is missing.</summary>
public sealed record Target(string Name, Builder Builder)
{
    public IReadOnlyList<Target> Needs { get; init; } = [];

    /// <summary>The files that the results depend on; asked for when all <see cref="Needs"/> are made.</summary>
    public required Func<IEnumerable<string>> Inputs { get; init; }

    /// <summary>What else the results depend on: options, versions.</summary>
    public Func<IEnumerable<string>> Values { get; init; } = () => [];

    public required IReadOnlyList<string> Outputs { get; init; }
}
