using XenGuestTools.GuestTools;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Windows;

public sealed class The_command_line_of_guesttools
{
    [Fact]
    public void Is_help_when_it_is_empty() => Assert.Equal((Verb.Help, null), (Parse().Verb, Parse().Error));

    [Fact]
    public void Takes_options_before_and_after_the_verb()
    {
        Assert.Equal(Parse("check", "--json", "--allow-any-machine"), Parse("--allow-any-machine", "--json", "check"));
        Assert.Equal(new CommandLine(Verb.Check, Json: true, AllowVendorDevice: false, AllowAnyMachine: true, Error: null), Parse("check", "--json", "--allow-any-machine"));
    }

    [Fact]
    public void Shows_help_whatever_else_it_says() => Assert.Equal(Verb.Help, Parse("--help", "check").Verb);

    [Theory]
    [InlineData("remove")]
    [InlineData("--verbose")]
    [InlineData("Check")]
    public void With_an_unknown_word_is_refused_by_its_name(string word) => Assert.Contains($"'{word}'", Parse("check", word).Error, StringComparison.Ordinal);

    [Fact]
    public void With_two_verbs_is_refused() => Assert.NotNull(Parse("check", "status").Error);

    [Theory]
    [InlineData("--json")]
    [InlineData("status", "--allow-vendor-device")]
    [InlineData("--version", "--allow-any-machine")]
    public void With_an_option_that_does_not_fit_the_verb_is_refused(params string[] words) => Assert.NotNull(Parse(words).Error);

    private static CommandLine Parse(params string[] words) => CommandLine.Parse(words);
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
            Assert.Contains($"\n  {(int)code,2}  ", HelpText.Help, StringComparison.Ordinal);
        });
    }
}
