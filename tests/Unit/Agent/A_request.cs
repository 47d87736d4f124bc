using System.Net;
using System.Net.Sockets;
using CsCheck;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;
using static XenGuestTools.Tests.Agent.Agent;

namespace XenGuestTools.Tests.Agent;

/// <summary>What the host writes, good and bad.</summary>
public sealed class A_request
{
    private const string Root = "xenserver/device/vif/0/static-ip-setting";

    [Theory]
    [InlineData("poweroff", "PowerOff")]
    [InlineData("halt", "PowerOff")]
    [InlineData("reboot", "Reboot")]
    public void To_shut_down_is_acknowledged_and_then_done(string word, string expected)
    {
        using Agent agent = new();
        agent.Clock.At(Minute, () => agent.Store.HostWrites("control/shutdown", word));
        agent.RunUntil(2 * Minute);

        Assert.Equal([expected], agent.Guest.Done);
        Assert.Equal("", agent.Store.Keys["control/shutdown"]);
    }

    /// <summary>"suspend" is xenbus's, and this guest can't sleep.</summary>
    [Theory]
    [InlineData("suspend", 0)]
    [InlineData("crash", 0)]
    [InlineData("s3", 1)]
    [InlineData("s4", 1)]
    [InlineData("POWEROFF", 1)]
    [InlineData("poweroff ", 1)]
    [InlineData("poweroff\n", 1)]
    [InlineData("%s%n%1", 1)]
    [InlineData("poweroff; calc.exe", 1)]
    public void That_is_not_served_is_left_where_it_is(string word, int refusals)
    {
        using Agent agent = new();
        agent.Clock.At(Minute, () => agent.Store.HostWrites("control/shutdown", word));
        agent.RunUntil(Minute + Second);

        Assert.Empty(agent.Guest.Done);
        Assert.Equal(word, agent.Store.Keys["control/shutdown"]);
        Assert.Equal(refusals, agent.Count(AgentEvent.RequestRefused));
        Assert.All(agent.Events, e => Assert.DoesNotContain('%', e.Message));
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("12\n")]
    [InlineData("\u007f")]
    [InlineData("ü")]
    public void That_is_too_long_or_not_printable_goes_no_further_than_the_reader(string value)
    {
        using Agent agent = new();
        agent.Store.HostWrites("control/ping", value);
        List<AgentEvent> events = [];

        Assert.Null(new HostValues(agent.Store, new((id, _) => events.Add(id), agent.Clock)).Read("control/ping", 4));
        Assert.Equal([AgentEvent.RequestRefused], events);
    }

    [Fact]
    public void Whose_value_is_not_text_is_refused()
    {
        using Agent agent = new();
        agent.Store.Fault = (operation, path) => operation == "Read" && path == "control/shutdown" ? XenStoreError.NotText : null;
        agent.RunUntil(2 * Minute);

        Assert.Empty(agent.Guest.Done);
        Assert.Equal("1", agent.Store.Keys["data/updated"]);
        Assert.InRange(agent.Count(AgentEvent.RequestRefused), 1, AgentLog.Burst);
    }

    [Fact]
    public void That_Windows_refuses_is_told_in_an_event()
    {
        using Agent agent = new();
        agent.Clock.At(Minute - 1, () => agent.Guest.Failure = new(1314, "A required privilege is not held by the client."));
        agent.Clock.At(Minute, () => agent.Store.HostWrites("control/shutdown", "reboot"));
        agent.RunUntil(Minute + Second);

        Assert.Contains(agent.Events, e => e.Id == AgentEvent.RequestFailed && e.Message.Contains("privilege", StringComparison.Ordinal));
    }

    [Fact]
    public void To_show_life_is_answered_by_taking_it_away()
    {
        using Agent agent = new();
        agent.Clock.At(Minute, () => agent.Store.HostWrites("control/ping", "1"));
        agent.RunUntil(Minute + Second);

        Assert.DoesNotContain("control/ping", agent.Store.Keys.Keys);
    }

    [Fact]
    public void For_addresses_is_done_and_answered()
    {
        using Agent agent = new();
        agent.Clock.At(Minute, () => Ask(agent, ("enabled", "1"), ("address", "192.0.2.20/24"), ("gateway", "192.0.2.1"), ("enabled6", "1"), ("address6", "2001:db8::20/64")));
        agent.RunUntil(2 * Minute);

        Assert.Equal(["add 192.0.2.20/24 via 192.0.2.1 to 00:16:3e:00:00:01", "add 2001:db8::20/64 via  to 00:16:3e:00:00:01"], agent.Guest.Done);
        Assert.Equal("0", agent.Store.Keys[$"{Root}/error-code"]);
        Assert.DoesNotContain($"{Root}/enabled", agent.Store.Keys.Keys);
        Assert.DoesNotContain($"{Root}/enabled6", agent.Store.Keys.Keys);
    }

    [Fact]
    public void For_no_address_changes_nothing_and_for_automatic_ones_takes_back_what_was_set()
    {
        using Agent agent = new();
        agent.Clock.At(Minute, () => Ask(agent, ("enabled", "0"), ("enabled6", "2")));
        agent.RunUntil(2 * Minute);

        Assert.Equal(["remove InterNetworkV6 of 00:16:3e:00:00:01"], agent.Guest.Done);
        Assert.Equal("0", agent.Store.Keys[$"{Root}/error-code"]);
    }

    [Theory]
    [InlineData("enabled", "3")]
    [InlineData("mac", "00:16:3e:00:00:zz")]
    [InlineData("mac", "ff:ff:ff:ff:ff:ff")]
    [InlineData("address", "192.0.2.20")]
    [InlineData("address", "192.0.2.20/33")]
    [InlineData("address", "192.0.2.20/0")]
    [InlineData("address", "192.0.2.20/024")]
    [InlineData("address", "192.0.2/24")]
    [InlineData("address", "0300.0.2.20/24")]
    [InlineData("address", "224.0.0.1/24")]
    [InlineData("address", "2001:db8::1/64")]
    [InlineData("address", "192.0.2.20/24 & calc")]
    [InlineData("gateway", "192.0.2.20")]
    [InlineData("gateway", "gateway.example.org")]
    public void For_an_address_that_makes_no_sense_is_answered_with_an_error(string key, string value)
    {
        using Agent agent = new();
        agent.Clock.At(Minute, () =>
        {
            agent.Store.HostWrites($"{Root}/mac", "00:16:3e:00:00:01");
            Ask(agent, ("address", "192.0.2.20/24"), ("gateway", "192.0.2.1"), (key, value), ("enabled", key == "enabled" ? value : "1"));
        });
        agent.RunUntil(2 * Minute);

        Assert.Empty(agent.Guest.Done);
        Assert.Equal("1", agent.Store.Keys[$"{Root}/error-code"]);
        Assert.NotEmpty(agent.Store.Keys[$"{Root}/error-msg"]);
        Assert.DoesNotContain($"{Root}/enabled", agent.Store.Keys.Keys);
    }

    [Fact]
    public void For_an_address_of_an_unknown_adapter_has_the_code_that_hosts_know()
    {
        using Agent agent = new();
        agent.Clock.At(Minute - 1, () => agent.Guest.Failure = new(GuestException.NoSuchAdapter, "There is no such adapter."));
        agent.Clock.At(Minute, () => Ask(agent, ("enabled", "1"), ("address", "192.0.2.20/24")));
        agent.RunUntil(2 * Minute);

        Assert.Equal("101", agent.Store.Keys[$"{Root}/error-code"]);
    }

    [Fact]
    public void That_the_store_does_not_let_go_of_is_done_once()
    {
        using Agent agent = new();
        agent.Store.Fault = (operation, path) => operation == "Remove" && path.EndsWith("/enabled", StringComparison.Ordinal) ? XenStoreError.Refused : null;
        agent.Clock.At(Minute, () => Ask(agent, ("enabled", "1"), ("address", "192.0.2.20/24")));
        agent.RunUntil(60 * Minute);

        Assert.Single(agent.Guest.Done);
    }

    [Fact]
    public void Of_any_bytes_never_ends_the_agent_nor_reaches_Windows_unparsed() => Gen.Select(Gen.String[Gen.Char["0123456789abcdef:./% \n;'\"ü"], 0, 80].Array[7], Gen.Bool).Sample((values, plausible) =>
    {
        using Agent agent = new();
        string[] keys = [$"{Root}/mac", $"{Root}/address", $"{Root}/gateway", $"{Root}/address6", "control/shutdown", "control/ping", "device/vif/0/mac"];
        agent.Clock.At(Minute, () =>
        {
            foreach (var (key, value) in keys.Zip(values))
            {
                agent.Store.HostWrites(key, plausible && key.EndsWith("mac", StringComparison.Ordinal) ? "00:16:3e:00:00:01" : value);
            }

            agent.Store.HostWrites($"{Root}/enabled", "1");
            agent.Store.HostWrites($"{Root}/enabled6", "1");
        });
        agent.RunUntil(2 * Minute);
        return agent.Guest.Done.TrueForAll(d => d.StartsWith("add ", StringComparison.Ordinal)) && agent.Store.Keys[$"{Root}/error-code"].Length > 0;
    });

    [Fact]
    public void For_an_address_is_read_as_it_is_written_or_not_at_all() => Gen.Select(Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]), Gen.Int[-1, 130]).Sample((bytes, length) =>
    {
        IPAddress address = new(bytes);
        var parsed = StaticAddress.Parse(address.AddressFamily, $"{address}/{length}", null);
        return parsed is null || (parsed.Address.Equals(address) && parsed.PrefixLength == length && length >= 1 && length <= bytes.Length * 8);
    });

    [Fact]
    public void For_an_address_of_a_host_is_taken() => Gen.Select(Gen.Int[1, 126], Gen.Byte, Gen.Byte, Gen.Int[1, 32]).Sample((a, b, c, length) =>
        StaticAddress.Parse(AddressFamily.InterNetwork, $"{a}.{b}.{c}.1/{length}", null) is not null);

    [Fact]
    public void Has_a_MAC_address_that_comes_back_as_it_was() => Gen.ULong[1, (1UL << 40) - 1].Sample(bits => MacAddress.Parse(new MacAddress(bits).ToString().ToUpperInvariant())?.Bits == bits);

    [Theory]
    [InlineData("2026-01-01 08:00:00", "2026-01-01 08:00:00")]
    [InlineData("2026-01-01 00:00:02", "2026-01-01 00:00:02")]
    [InlineData("2026-01-01 00:00:01", null)] // Windows' time service does it
    [InlineData("2025-12-31 23:00:00", null)] // never back
    [InlineData("1970-01-01 00:00:00", null)]
    [InlineData("9999-01-01 00:00:00", null)]
    public void To_set_the_clock_is_believed_when_it_is_later_and_plausible(string host, string? expected)
    {
        static DateTime Time(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal);

        Assert.Equal(expected is null ? null : Time(expected), TimeStep.Of(Time(host), Time("2026-01-01 00:00:00")));
    }

    private static void Ask(Agent agent, params (string Key, string Value)[] keys)
    {
        if (!keys.Any(k => k.Key == "mac"))
        {
            agent.Store.HostWrites($"{Root}/mac", "00:16:3e:00:00:01");
        }

        foreach (var (key, value) in keys)
        {
            agent.Store.HostWrites($"{Root}/{key}", value);
        }
    }
}
