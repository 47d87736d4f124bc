using XenGuestTools.Build;

namespace XenGuestTools.Tests.Build;

public class A_tool
{
    [Fact]
    public async Task that_fails_is_an_error_with_its_command_its_code_and_the_end_of_its_output()
    {
        var error = await Assert.ThrowsAsync<BuildException>(() => new Tool("sh").RunAsync(["-c", "echo first; echo last >&2; exit 7"], TestContext.Current.CancellationToken));
        Assert.Contains("sh -c", error.Message, StringComparison.Ordinal);
        Assert.Contains("code 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("last", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task that_is_missing_is_an_error_that_says_how_to_get_it()
    {
        var error = await Assert.ThrowsAsync<BuildException>(() => new Tool("no-such-program").RunAsync([], TestContext.Current.CancellationToken));
        Assert.Contains("no-such-program", error.Message, StringComparison.Ordinal);
        Assert.Contains("setup", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task that_does_not_end_is_stopped()
    {
        var error = await Assert.ThrowsAsync<BuildException>(() => (new Tool("sleep") with { TimeLimit = TimeSpan.FromMilliseconds(200) }).RunAsync(["60"], TestContext.Current.CancellationToken));
        Assert.Contains("did not end", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task gets_no_input_and_its_arguments_as_they_are()
    {
        var output = await new Tool("sh").RunAsync(["-c", "cat; printf '%s' \"$0\"", "a b \"c\" $d"], TestContext.Current.CancellationToken);
        Assert.Equal("a b \"c\" $d", output.TrimEnd());
    }
}
