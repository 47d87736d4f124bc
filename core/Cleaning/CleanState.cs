using System.Collections.Immutable;
using System.Globalization;

namespace XenGuestTools.Core.Cleaning;

/// <summary>What a clean-up has to know after a restart. Text of lines with a name and a value.</summary>
/// <param name="Backup">The name of its folder.</param>
/// <param name="Boot">In which start of Windows it ran last.</param>
/// <param name="Restarts">How many it has asked for.</param>
/// <param name="MayRestart">It may restart Windows by itself.</param>
/// <param name="Tried">As in <see cref="OldTools.Tried"/>.</param>
/// <param name="Then">A command line that is run when all is done; null for none.</param>
public sealed record CleanState(string Backup, CleanLevel Level, bool Ours, string Boot, int Restarts, bool MayRestart, ImmutableArray<string> Tried, string? Then)
{
    /// <summary>The most restarts that a clean-up asks for.</summary>
    public const int MaximumRestarts = 2;

    public override string ToString() => string.Join(
        '\n',
        (string[])[$"backup={Backup}", $"level={Level}", $"ours={Ours}", $"boot={Boot}", string.Create(CultureInfo.InvariantCulture, $"restarts={Restarts}"), $"mayRestart={MayRestart}", .. Tried.Select(name => $"tried={name}"), .. Then is null ? Array.Empty<string>() : [$"then={Then}"]]);

    /// <returns>Null if the text is not one of a state.</returns>
    public static CleanState? Parse(string text)
    {
        string? backup = null, boot = null, then = null;
        CleanLevel? level = null;
        bool ours = false, mayRestart = false;
        var restarts = 0;
        List<string> tried = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at < 0 ? ("", "") : (line[..at], line[(at + 1)..].TrimEnd('\r'));
            switch (name)
            {
                case "backup":
                    backup = value;
                    break;
                case "level":
                    level = value == nameof(CleanLevel.Thorough) ? CleanLevel.Thorough : value == nameof(CleanLevel.Confident) ? CleanLevel.Confident : null;
                    break;
                case "ours":
                    ours = value == bool.TrueString;
                    break;
                case "boot":
                    boot = value;
                    break;
                case "restarts" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    restarts = number;
                    break;
                case "mayRestart":
                    mayRestart = value == bool.TrueString;
                    break;
                case "tried":
                    tried.Add(value);
                    break;
                case "then":
                    then = value;
                    break;
                default:
                    return null;
            }
        }

        return backup is { Length: > 0 } && boot is not null && level is { } known ? new CleanState(backup, known, ours, boot, restarts, mayRestart, [.. tried], then) : null;
    }
}
