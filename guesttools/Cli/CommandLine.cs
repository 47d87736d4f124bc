namespace XenGuestTools.GuestTools;

/// <summary>A command line as it is understood.</summary>
internal sealed class CommandLine
{
    private static readonly string[] HelpWords = ["--help", "-h", "/?", "help"];
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);

    private CommandLine(Command? command) => Command = command;

    /// <summary>Null where the whole program is meant: its help, or its version.</summary>
    public Command? Command { get; }

    public bool WantsHelp { get; private init; }

    public bool WantsVersion { get; private init; }

    /// <summary>The word after the command that is not an option; null if there is none.</summary>
    public string? Operand { get; private set; }

    /// <summary>A sentence; null when the command line is understood.</summary>
    public string? Error { get; private set; }

    public bool Json => Has(Option.Json.Name);

    public bool Has(string option) => options.ContainsKey(option);

    /// <summary>The value of an option; null if it is not there.</summary>
    public string? Value(string option) => options.GetValueOrDefault(option);

    /// <param name="commands">All that there are.</param>
    public static CommandLine Parse(IReadOnlyList<string> arguments, IReadOnlyList<Command> commands)
    {
        List<string> words = [.. arguments];
        var help = words.RemoveAll(word => HelpWords.Contains(word)) > 0;
        var command = commands.Where(c => IsStarted(c, words, out _)).MaxBy(c => c.Words.Length);
        if (help || words.Count == 0)
        {
            return new(command) { WantsHelp = true };
        }

        if (words is ["--version"])
        {
            return new(null) { WantsVersion = true };
        }

        if (command is null)
        {
            return new(null) { Error = ErrorOfNoCommand(words, commands) };
        }

        _ = IsStarted(command, words, out var rest);
        CommandLine line = new(command);
        line.Take(rest, commands);
        return line;
    }

    /// <summary>Options may stand before the command.</summary>
    /// <param name="rest">All words but the command's.</param>
    private static bool IsStarted(Command command, List<string> words, out List<string> rest)
    {
        rest = [.. words];
        var start = rest.FindIndex(word => !word.StartsWith('-'));
        var own = command.Words;
        if (start < 0 || start + own.Length > rest.Count || !rest.GetRange(start, own.Length).SequenceEqual(own))
        {
            return false;
        }

        rest.RemoveRange(start, own.Length);
        return true;
    }

    private static string ErrorOfNoCommand(List<string> words, IReadOnlyList<Command> commands)
    {
        var first = words.Find(word => !word.StartsWith('-')) ?? words[0];
        string[] second = [.. commands.Where(c => !c.IsHidden && c.Words is [var group, _] && group == first).Select(c => c.Words[1])];
        if (second.Length > 0)
        {
            return $"{first} needs one of {string.Join(", ", second)}.";
        }

        return commands.FirstOrDefault(c => c.Words is [_, var last] && last == first) is { } meant
            ? $"Say {meant.Words[0]} before {first}."
            : $"'{first}' is not understood.";
    }

    private void Take(List<string> words, IReadOnlyList<Command> commands)
    {
        for (var i = 0; i < words.Count && Error is null; i++)
        {
            var word = words[i];
            if (Command!.Options.FirstOrDefault(o => o.Name == word) is not { } option)
            {
                TakeOther(word, commands);
            }
            else if (option.Value is null)
            {
                options[word] = "";
            }
            else if (i + 1 < words.Count && option.Takes(words[i + 1]))
            {
                options[word] = words[++i];
            }
            else
            {
                Error = $"{word} needs {option.Needed}.";
            }
        }
    }

    private void TakeOther(string word, IReadOnlyList<Command> commands)
    {
        if (Command!.Operand is not null && Operand is null && !word.StartsWith('-'))
        {
            Operand = word;
            return;
        }

        string[] others = [.. commands.Where(c => c.Options.Any(o => o.Name == word)).Select(c => c.Name)];
        Error = others.Length > 0 ? $"{word} goes with {string.Join(" and ", others)}, not with {Command.Name}."
            : commands.Any(c => c.Words[0] == word) ? $"Say one thing at a time: {Command.Name} or {word}."
            : $"'{word}' is not understood by {Command.Name}.";
    }
}
