using XenGuestTools.GuestTools;

namespace XenGuestTools.Tests.Network;

public sealed class The_network_command_line
{
    [Theory]
    [InlineData("network save", null, false)]
    [InlineData("network save --for remove --json", "remove", false)]
    [InlineData("network verify --json", null, false)]
    [InlineData("network restore", null, false)]
    [InlineData("network restore --yes", null, true)]
    [InlineData("network service", null, false)]
    public void Is_understood(string text, string? operation, bool yes)
    {
        var line = Parse(text);

        Assert.Null(line.Error);
        Assert.Equal((string.Join(' ', text.Split(' ')[..2]), operation, yes), (line.Command!.Name, line.Value("--for"), line.Has("--yes")));
    }

    [Theory]
    [InlineData("network", "needs one of save, verify, restore.")]
    [InlineData("network save verify", "'verify' is not understood")]
    [InlineData("save", "Say network before save")]
    [InlineData("status save", "'save' is not understood")]
    [InlineData("network verify --yes", "--yes goes with")]
    [InlineData("check --yes", "--yes goes with")]
    [InlineData("network restore --for install", "--for goes with")]
    [InlineData("network save --for", "install or remove")]
    [InlineData("network save --for upgrade", "install or remove")]
    [InlineData("network check", "needs one of")]
    [InlineData("network save --allow-any-machine", "goes with check")]
    public void Is_refused_with_a_sentence(string text, string named) => Assert.Contains(named, Parse(text).Error, StringComparison.Ordinal);

    private static CommandLine Parse(string text) => CommandLine.Parse(text.Split(' '), AllCommands.List);
}
