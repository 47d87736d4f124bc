using XenGuestTools.GuestTools;

namespace XenGuestTools.Tests.Network;

public sealed class The_network_command_line
{
    [Theory]
    [InlineData("network save", NetworkVerb.Save, null, false)]
    [InlineData("network save --for remove --json", NetworkVerb.Save, "remove", false)]
    [InlineData("network verify --json", NetworkVerb.Verify, null, false)]
    [InlineData("network restore", NetworkVerb.Restore, null, false)]
    [InlineData("network restore --yes", NetworkVerb.Restore, null, true)]
    [InlineData("network service", NetworkVerb.Service, null, false)]
    public void Is_understood(string text, object verb, string? operation, bool yes)
    {
        var line = CommandLine.Parse(text.Split(' '));

        Assert.Null(line.Error);
        Assert.Equal((Verb.Network, (NetworkVerb)verb, operation, yes), (line.Verb, line.Network, line.Operation, line.Yes));
    }

    [Theory]
    [InlineData("network", "needs one of")]
    [InlineData("network save verify", "needs one of")]
    [InlineData("save", "Say network before")]
    [InlineData("status save", "'save' is not understood")]
    [InlineData("network verify --yes", "--yes goes with")]
    [InlineData("check --yes", "--yes goes with")]
    [InlineData("network restore --for install", "--for goes with")]
    [InlineData("network save --for", "install or remove")]
    [InlineData("network save --for upgrade", "install or remove")]
    [InlineData("network check", "one thing at a time")]
    [InlineData("network save --allow-any-machine", "go with check")]
    public void Is_refused_with_a_sentence(string text, string named) => Assert.Contains(named, CommandLine.Parse(text.Split(' ')).Error, StringComparison.Ordinal);
}
