using System.Collections.Concurrent;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.XenStored;

/// <summary>Sends requests one at a time and hands out what comes back: replies to the one who asks, watch events to who listens.</summary>
internal sealed class WireConnection : IDisposable
{
    private readonly Lock asking = new();
    private readonly BlockingCollection<WireMessage> replies = [];
    private readonly Stream stream;
    private readonly Action<byte[]> onEvent;
    private readonly Action onEnd;
    private readonly Thread reader;
    private uint lastRequest;
    private uint pendingRequest;

    /// <param name="stream">Closed by Dispose, and when what comes is not this protocol.</param>
    /// <param name="onEvent">Gets the payloads of watch events, on a thread of the connection.</param>
    /// <param name="onEnd">Called once, when nothing will come any more.</param>
    public WireConnection(Stream stream, Action<byte[]> onEvent, Action onEnd)
    {
        this.stream = stream;
        this.onEvent = onEvent;
        this.onEnd = onEnd;
        reader = new(Receive) { Name = "xenstored", IsBackground = true };
        reader.Start();
    }

    /// <summary>The reply, which may be an error.</summary>
    /// <exception cref="XenStoreException">Gone: the connection has ended, or ends now.</exception>
    public WireMessage Ask(MessageType type, byte[] payload)
    {
        lock (asking)
        {
            try
            {
                lastRequest = lastRequest == uint.MaxValue ? 1 : lastRequest + 1;
                Volatile.Write(ref pendingRequest, lastRequest);
                new WireMessage(type, lastRequest, payload).WriteTo(stream);
                return replies.Take();
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                throw new XenStoreException(XenStoreError.Gone, "The connection to xenstored has ended.", e);
            }
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        reader.Join();
        replies.Dispose();
    }

    private void Receive()
    {
        try
        {
            while (true)
            {
                Dispatch(WireMessage.ReadFrom(stream));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidDataException)
        {
            stream.Dispose(); // whoever asks now or later is told that the connection has ended
        }

        replies.CompleteAdding();
        onEnd();
    }

    private void Dispatch(WireMessage message)
    {
        if (message.Type == MessageType.WatchEvent)
        {
            onEvent(message.Payload);
        }
        else if (message.Request != 0 && Interlocked.CompareExchange(ref pendingRequest, 0, message.Request) == message.Request)
        {
            replies.Add(message);
        }
        else
        {
            throw new InvalidDataException($"xenstored sent a reply to request {message.Request}, which nobody made.");
        }
    }
}
