using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Sockets;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.XenStored;

namespace XenGuestTools.Agent.Testing;

/// <summary>Debug builds only: a socket that speaks xenstored's protocol in place of the device of xeniface.</summary>
internal sealed class TestSource(string address) : IXenLinkSource
{
    /// <summary>host:port, or the path of a Unix socket.</summary>
    private const string Variable = "XENAGENT_TEST_STORE";
    private const int Poll = 1_000;
    private const int Domain = 1;

    private readonly AutoResetEvent changed = new(initialState: false);

    public WaitHandle Changed => changed;

    public int PollMilliseconds => Poll;

    public string Description => $"the test's store at {address}";

    /// <summary>Null unless the environment asks for it.</summary>
    public static TestSource? FromEnvironment() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address ? new(address) : null;

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The link owns the client.")]
    public IXenLink? Open()
    {
        try
        {
            return new GuestStore(Connect(), Domain);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public void Dispose() => changed.Dispose();

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stream owns the socket, and the client the stream.")]
    private XenStoredClient Connect()
    {
        if (address.Split(':') is not [var host, var port] || !int.TryParse(port, CultureInfo.InvariantCulture, out var number))
        {
            return XenStoredClient.Connect(address);
        }

        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(host, number);
            return new(new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
