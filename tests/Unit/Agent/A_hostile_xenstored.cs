using System.Net.Sockets;
using System.Text;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.XenStored;
using XenGuestTools.Tests.Build;

namespace XenGuestTools.Tests.Agent;

/// <summary>Answers that the real one does not give to the host itself: refusals, and bytes that are not the protocol.</summary>
public sealed class A_hostile_xenstored
{
    private const uint Read = 2;
    private const uint WatchEvent = 15;
    private const uint Error = 16;

    [Theory]
    [InlineData("EACCES", XenStoreError.Refused)]
    [InlineData("EQUOTA", XenStoreError.Full)]
    [InlineData("EAGAIN", XenStoreError.Other)]
    [InlineData("%s%n", XenStoreError.Other)]
    [InlineData("", XenStoreError.Other)]
    public void Is_quoted_when_it_refuses(string word, XenStoreError error) =>
        Assert.Equal(error, AnswerTo(c => c.Write("data", "1"), Message(Error, 1, word + "\0"))?.Error);

    [Fact]
    public void May_send_events_of_watches_that_nobody_has() =>
        Assert.Null(AnswerTo(c => Assert.Equal("yes", c.Read("data")), [.. Message(WatchEvent, 0, "data\07\0"), .. Message(WatchEvent, 0, ""), .. Message(Read, 1, "yes")]));

    [Fact]
    public void Is_left_when_it_answers_what_nobody_asked() => IsLeft(Message(Read, 2, "yes"));

    [Fact]
    public void Is_left_when_it_answers_nobody() => IsLeft(Message(Read, 0, "yes"));

    [Fact]
    public void Is_left_when_a_message_is_longer_than_the_protocol_allows() => IsLeft(Message(Read, 1, new('x', 4097)));

    [Fact]
    public void Is_left_when_it_ends_within_a_message() => IsLeft(Message(Read, 1, "yes")[..^1]);

    private static void IsLeft(byte[] answer) => Assert.Equal(XenStoreError.Gone, AnswerTo(c => c.Read("data"), answer)?.Error);

    /// <summary>What <paramref name="ask"/> throws when a server answers these bytes to its first request and then ends.</summary>
    private static XenStoreException? AnswerTo(Action<XenStoredClient> ask, byte[] answer)
    {
        using TemporaryFolder folder = new();
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"{folder.Path}/socket"));
        listener.Listen();
        using var client = XenStoredClient.Connect($"{folder.Path}/socket");
        using var server = listener.Accept();
        var answering = Task.Run(
            () =>
            {
                server.Receive(new byte[4096]);
                server.Send(answer);
                server.Shutdown(SocketShutdown.Send);
            },
            TestContext.Current.CancellationToken);
        var thrown = Record.Exception(() => ask(client));
        answering.GetAwaiter().GetResult();
        return thrown is null ? null : Assert.IsType<XenStoreException>(thrown);
    }

    private static byte[] Message(uint type, uint request, string payload) =>
        [.. new[] { type, request, 0u, (uint)payload.Length }.SelectMany(BitConverter.GetBytes), .. Encoding.Latin1.GetBytes(payload)];
}
