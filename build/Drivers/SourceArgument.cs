using System.Text.RegularExpressions;
using XenGuestTools.Build.Archives;

namespace XenGuestTools.Build.Drivers;

/// <summary>A place that driver packages are taken from: a path, or an address together with the SHA-256 that its content must have.</summary>
/// <param name="Text">The path or the address, without a hash.</param>
/// <param name="Sha256">Lower-case hex; null for a path.</param>
internal sealed partial record SourceArgument(string Text, string? Sha256)
{
    private const string HashMark = "#sha256=";

    /// <summary>What drivers.json keeps: an address with its hash, so that it can be given again; of a path the name alone, because the folder is this machine's affair.</summary>
    public string Recorded => Sha256 is null ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Text))) : Text + HashMark + Sha256;

    /// <param name="hashes">One for each address that has none behind "#sha256=", in the same order.</param>
    /// <exception cref="BuildException">An address has no hash, a hash has no address, or is none.</exception>
    public static IReadOnlyList<SourceArgument> Parse(IReadOnlyList<string> sources, IReadOnlyList<string> hashes)
    {
        Queue<string> waiting = new(hashes);
        List<SourceArgument> parsed = [.. sources.Select(source => Parse(source, waiting))];
        return waiting.Count == 0 ? parsed : throw new BuildException($"XGD2111: --sha256 {waiting.Peek()} belongs to no address. Give it once for each address that has no #sha256=… of its own.");
    }

    private static SourceArgument Parse(string source, Queue<string> waiting)
    {
        if (!source.Contains("://", StringComparison.Ordinal))
        {
            return source.Trim().Length > 0 ? new(source, null) : throw Refusal.Missing(source);
        }

        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0)
        {
            throw new BuildException($"XGD2110: {source} is no address that can be fetched. It starts with https:// or http:// and has no user name.");
        }

        var mark = source.IndexOf('#', StringComparison.Ordinal);
        var hash = mark >= 0 && source.AsSpan(mark).StartsWith(HashMark, StringComparison.OrdinalIgnoreCase) ? source[(mark + HashMark.Length)..] : waiting.TryDequeue(out var next) ? next : null;
        var text = mark >= 0 ? source[..mark] : source;
        return hash is null
            ? throw new BuildException($"XGD2111: {text} has no SHA-256, and nothing is fetched without one. Take it from the publisher's page and add --sha256 HEX, or #sha256=HEX to the address.")
            : Hash().IsMatch(hash) ? new(text, Convert.ToHexStringLower(Convert.FromHexString(hash))) : throw new BuildException($"XGD2111: \"{hash}\" is no SHA-256. It has 64 digits of 0 to 9 and a to f.");
    }

    [GeneratedRegex("^[0-9A-Fa-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}
