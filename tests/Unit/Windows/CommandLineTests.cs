using XenGuestTools.GuestTools;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Windows;

public sealed class The_command_line_of_guesttools
{
    [Fact]
    public void Is_help_when_it_is_empty() => Assert.Equal((null, true, null), (Parse().Command, Parse().WantsHelp, Parse().Error));

    [Theory]
    [InlineData("check --json --allow-any-machine")]
    [InlineData("--allow-any-machine --json check")]
    [InlineData("--json check --allow-any-machine")]
    public void Takes_options_before_and_after_the_command(string text)
    {
        var line = Parse(text.Split(' '));

        Assert.Null(line.Error);
        Assert.Equal(("check", true, true, false), (line.Command!.Name, line.Json, line.Has("--allow-any-machine"), line.Has("--allow-vendor-device")));
    }

    [Theory]
    [InlineData("--help check", "check")]
    [InlineData("network save /?", "network save")]
    [InlineData("help", null)]
    [InlineData("nonsense --help", null)]
    public void Shows_help_whatever_else_it_says(string text, string? command)
    {
        var line = Parse(text.Split(' '));

        Assert.Equal((true, command, null), (line.WantsHelp, line.Command?.Name, line.Error));
    }

    [Fact]
    public void Shows_the_version() => Assert.True(Parse("--version").WantsVersion);

    [Theory]
    [InlineData("check", "remove", "'remove' is not understood by check")]
    [InlineData("check", "--verbose", "'--verbose' is not understood by check")]
    [InlineData("Check", null, "'Check' is not understood")]
    [InlineData("check", "status", "one thing at a time: check or status")]
    [InlineData("--json", null, "'--json' is not understood")]
    [InlineData("status", "--allow-vendor-device", "goes with check and clean, not with status")]
    [InlineData("--version", "--allow-any-machine", "'--version' is not understood")]
    [InlineData("check", "network", "one thing at a time: check or network")]
    public void Is_refused_with_a_sentence_that_names_the_word(string first, string? second, string sentence) =>
        Assert.Contains(sentence, Parse(second is null ? [first] : [first, second]).Error, StringComparison.Ordinal);

    [Fact]
    public void Takes_one_operand_where_the_command_has_one()
    {
        Command command = new() { Name = "look", Summary = "Looks", Operand = "folder", Options = [Option.Json], Run = _ => ExitCode.Fine };

        Assert.Equal((null, @"D:\Windows", true), (Parse([command], "look", @"D:\Windows", "--json") is var line ? (line.Error, line.Operand, line.Json) : default));
        Assert.Contains("'two' is not understood", Parse([command], "look", "one", "two").Error, StringComparison.Ordinal);
    }

    private static CommandLine Parse(params string[] words) => CommandLine.Parse(words, AllCommands.List);

    private static CommandLine Parse(Command[] commands, params string[] words) => CommandLine.Parse(words, commands);
}

public sealed class The_help_of_guesttools
{
    [Fact]
    public void Names_every_command_and_each_commands_help_names_its_options() => Assert.All(AllCommands.List, command =>
    {
        Assert.Equal(!command.IsHidden, HelpText.Of(AllCommands.List).Contains($"\n  {command.Name} ", StringComparison.Ordinal));
        Assert.All(command.Options, option => Assert.Contains(option.Shown, HelpText.Of(command), StringComparison.Ordinal));
        Assert.Matches(@"^guesttools .*\w[.?]$", HelpText.Of(command).Split('\n')[0].TrimEnd());
    });

    [Fact]
    public void Fits_a_window_of_120_columns() => Assert.All(
        AllCommands.List.Select(HelpText.Of).Append(HelpText.Of(AllCommands.List)).SelectMany(text => text.Split('\n')), line => Assert.InRange(line.TrimEnd().Length, 0, 120));
}

public sealed class An_exit_code_of_guesttools
{
    [Fact]
    public void Is_in_the_help_and_in_docs_guesttools()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "guesttools.md"));

        Assert.All(Enum.GetValues<ExitCode>(), code =>
        {
            Assert.Contains($"| {(int)code} | {code} |", page, StringComparison.Ordinal);
            Assert.Contains($"\n  {(int)code,2}  ", HelpText.Of(AllCommands.List), StringComparison.Ordinal);
        });
    }
}
