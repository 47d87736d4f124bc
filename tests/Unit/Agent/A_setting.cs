using CsCheck;
using XenGuestTools.Agent.Running;

namespace XenGuestTools.Tests.Agent;

public sealed class A_setting
{
    private const string Name = "MemorySeconds";

    [Fact]
    public void Has_its_default_when_nobody_has_set_it() =>
        Assert.Equal(new(60, 600, PublishVolumes: true, PublishAddresses: true, ServeShutdown: true, ServeStaticIp: true, StepTime: true), AgentSettings.Default);

    [Theory]
    [InlineData(null, 120, 120)]
    [InlineData(300, 120, 300)]
    [InlineData(300, null, 300)]
    [InlineData(5, 120, 120)] // a policy that makes no sense is none
    public void Is_the_policys_before_the_products(int? policy, int? local, int expected) =>
        Assert.Equal(expected, AgentSettings.Read(n => n == Name ? policy : null, n => n == Name ? local : null, _ => { }).MemorySeconds);

    [Theory]
    [InlineData(59)]
    [InlineData(86_401)]
    [InlineData("60")]
    public void That_makes_no_sense_is_ignored_and_complained_about(object value)
    {
        List<string> complaints = [];
        var settings = AgentSettings.Read(_ => null, n => n == Name ? value : null, complaints.Add);

        Assert.Equal(60, settings.MemorySeconds);
        Assert.Contains(Name, Assert.Single(complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_never_out_of_its_range() => Gen.Int.Sample(value =>
        AgentSettings.Read(_ => value, _ => value, _ => { }) is { MemorySeconds: >= 60 and <= 86_400, DetailsSeconds: >= 60 and <= 86_400 });
}
