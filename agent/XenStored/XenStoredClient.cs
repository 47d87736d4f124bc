using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.XenStored;

/// <summary>The store by xenstored's own protocol, as the host's tools use it. Safe for several threads.</summary>
public sealed class XenStoredClient : IXenStore, IDisposable
{
    private readonly ConcurrentDictionary<string, WireWatch> watches = new();
    private readonly WireConnection connection;
    private int lastToken;

    /// <param name="stream">Both ways; owned from now on.</param>
    public XenStoredClient(Stream stream) => connection = new(stream, OnEvent, OnEnd);

    /// <param name="socket">The path of xenstored's Unix socket.</param>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stream owns the socket, and the client the stream.")]
    public static XenStoredClient Connect(string socket)
    {
        Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            client.Connect(new UnixDomainSocketEndPoint(socket));
            return new(new NetworkStream(client, ownsSocket: true));
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public string? Read(string path) => Ask(MessageType.Read, path, WireText.Ended(path)) is { } value ? WireText.Decode(value) : null;

    public void Write(string path, string value) => Ask(MessageType.Write, path, [.. WireText.Ended(path), .. WireText.Bytes(value)]);

    public IReadOnlyList<string> List(string path) => Ask(MessageType.List, path, WireText.Ended(path)) is { } names ? WireText.Split(names) : [];

    public void Remove(string path) => Ask(MessageType.Remove, path, WireText.Ended(path));

    public void SetPermissions(string path, IReadOnlyList<DomainAccess> permissions) =>
        _ = Ask(MessageType.SetPermissions, path, WireText.Ended([path, .. permissions.Select(p => $"{"nrwb"[(int)p.Access]}{p.Domain}")]))
            ?? throw new XenStoreException(XenStoreError.Other, $"SetPermissions {path}: there is no such key.");

    public IXenWatch Watch(string path)
    {
        var token = Interlocked.Increment(ref lastToken).ToString(CultureInfo.InvariantCulture);
        var watch = watches[token] = new WireWatch(() => End(path, token)); // before it is asked for: the first event may come before the reply
        try
        {
            Ask(MessageType.Watch, path, WireText.Ended(path, token));
            return watch;
        }
        catch
        {
            watches.TryRemove(token, out _);
            throw;
        }
    }

    public void Dispose() => connection.Dispose();

    private void End(string path, string token)
    {
        watches.TryRemove(token, out _);
        try
        {
            Ask(MessageType.Unwatch, path, WireText.Ended(path, token));
        }
        catch (XenStoreException e) when (e.Error == XenStoreError.Gone)
        {
            // The watch went with the connection.
        }
    }

    /// <summary>The payload is the path that changed, and the token.</summary>
    private void OnEvent(byte[] payload)
    {
        var end = payload.AsSpan().TrimEnd((byte)0);
        var token = Encoding.ASCII.GetString(end[(end.LastIndexOf((byte)0) + 1)..]);
        if (watches.TryGetValue(token, out var watch))
        {
            watch.Set();
        }
    }

    private void OnEnd()
    {
        foreach (var watch in watches.Values)
        {
            watch.Set();
        }
    }

    /// <summary>The payload of the reply; null if the store has no such key.</summary>
    private byte[]? Ask(MessageType type, string path, byte[] payload)
    {
        if (payload.Length > WireMessage.MaxPayload)
        {
            throw new XenStoreException(XenStoreError.TooBig, $"{type} {path}: {payload.Length} bytes are more than a message may have.");
        }

        var reply = connection.Ask(type, payload);
        if (reply.Type != MessageType.Error)
        {
            return reply.Payload;
        }

        var word = WireText.Decode(reply.Payload.AsSpan().TrimEnd((byte)0));
        return word == "ENOENT" ? null : throw new XenStoreException(ErrorOf(word), $"{type} {path}: xenstored answered {word}.");
    }

    private static XenStoreError ErrorOf(string word) => word switch
    {
        "EACCES" or "EPERM" or "EROFS" => XenStoreError.Refused,
        "EQUOTA" or "ENOSPC" => XenStoreError.Full,
        "E2BIG" => XenStoreError.TooBig,
        _ => XenStoreError.Other,
    };
}
