using System.Buffers.Binary;

namespace XenGuestTools.Agent.XenStored;

/// <summary>
/// One message of xenstored's protocol (xs_wire.h): type, request, transaction and length as 32-bit numbers of the machine's byte order, then the payload.
/// The request's number comes back in its reply; events of watches have 0. The transaction is always 0: no transaction.
/// </summary>
internal sealed record WireMessage(MessageType Type, uint Request, byte[] Payload)
{
    /// <summary>XENSTORE_PAYLOAD_MAX, in bytes. xenstored ends the connection of whoever sends more.</summary>
    public const int MaxPayload = 4096;

    private const int HeaderSize = 16;
    private const int RequestOffset = 4;
    private const int LengthOffset = 12;

    /// <exception cref="IOException">The stream ended or failed.</exception>
    /// <exception cref="InvalidDataException">Not this protocol.</exception>
    public static WireMessage ReadFrom(Stream stream)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        stream.ReadExactly(header);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header[LengthOffset..]);
        if (length > MaxPayload)
        {
            throw new InvalidDataException($"xenstored sent a message of {length} bytes; {MaxPayload} are allowed.");
        }

        var payload = new byte[length];
        stream.ReadExactly(payload);
        return new((MessageType)BinaryPrimitives.ReadUInt32LittleEndian(header), BinaryPrimitives.ReadUInt32LittleEndian(header[RequestOffset..]), payload);
    }

    /// <exception cref="IOException">The stream failed.</exception>
    public void WriteTo(Stream stream)
    {
        var bytes = new byte[HeaderSize + Payload.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)Type);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(RequestOffset), Request);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(LengthOffset), (uint)Payload.Length);
        Payload.CopyTo(bytes, HeaderSize);
        stream.Write(bytes);
    }
}
