using XenGuestTools.Agent.Running;

namespace XenGuestTools.Tests.Agent;

public sealed class An_event
{
    [Fact]
    public void That_somebody_can_provoke_is_logged_five_times_in_ten_minutes_and_then_counted()
    {
        SimulatedClock clock = new();
        List<string> messages = [];
        AgentLog log = new((_, message) => messages.Add(message), clock);
        for (var i = 0; i < 100; i++)
        {
            log.WriteLimited(AgentEvent.RequestRefused, "no");
        }

        Assert.Equal(AgentLog.Burst, messages.Count);
        clock.Jump(AgentLog.QuietMilliseconds);
        log.WriteLimited(AgentEvent.RequestRefused, "no");
        Assert.Equal("no (95 more like this were not logged.)", messages[^1]);
    }

    [Fact]
    public void Of_one_kind_does_not_silence_another()
    {
        List<AgentEvent> events = [];
        AgentLog log = new((id, _) => events.Add(id), new SimulatedClock());
        for (var i = 0; i < 100; i++)
        {
            log.WriteLimited(AgentEvent.RequestRefused, "no");
        }

        log.WriteLimited(AgentEvent.StoreRefused, "full");
        Assert.Equal(AgentEvent.StoreRefused, events[^1]);
    }

    [Theory]
    [InlineData("%1 %s", ".1 .s")]
    [InlineData("a\r\nb\0ü'", "a..b...")]
    public void Quotes_nothing_that_Windows_or_a_reader_would_take_for_more_than_text(string text, string expected) => Assert.Equal(expected, AgentLog.Quote(text));

    [Fact]
    public void Quotes_no_more_than_a_line() => Assert.Equal(new string('x', 64) + "…", AgentLog.Quote(new('x', 4096)));
}
