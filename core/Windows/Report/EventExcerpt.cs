using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace XenGuestTools.Core.Windows.Report;

/// <summary>Reads the latest events of a log as XML (Microsoft: EvtQuery, EvtRender). The events' texts are not in it: they are in the language of the machine, and the data is not.</summary>
[SupportedOSPlatform("windows")]
public static partial class EventExcerpt
{
    /// <summary>Of the System log: the drivers, what installs devices, restarts, and services, of which <see cref="Keeps"/> leaves ours.</summary>
    public static readonly IReadOnlyList<string> SystemSources =
        ["xenbus", "xenfilt", "xenvif", "xennet", "xenvbd", "xeniface", "xenbus_monitor", "Service Control Manager", "Microsoft-Windows-UserPnp", "Microsoft-Windows-Kernel-PnP", "User32"];

    public static readonly IReadOnlyList<string> ApplicationSources = ["MsiInstaller", GuestStatus.AgentService, Product.Name];

    private const int MostRead = 20_000;
    private const int MostKept = 1_000;
    private const long WeekInMilliseconds = 7L * 24 * 60 * 60 * 1000;
    private const uint ChannelPath = 1;
    private const uint ReverseDirection = 0x200;
    private const uint EventXml = 1;
    private const int NoMoreItems = 259;
    private const int InsufficientBuffer = 122;

    /// <summary>The events of seven days, the latest first, at most 1,000.</summary>
    /// <param name="log">System or Application.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows does not let the log be read.</exception>
    public static string Read(string log, IReadOnlyList<string> sources)
    {
        using var query = EvtQuery(0, log, Query(sources), ChannelPath | ReverseDirection);
        if (query.IsInvalid)
        {
            throw SystemError.Last("reading the event log", log);
        }

        StringBuilder text = new("<Events>\n");
        var kept = 0;
        for (var read = 0; read < MostRead && kept < MostKept; read++)
        {
            if (!EvtNext(query, 1, out var handle, 0, 0, out _))
            {
                var error = Marshal.GetLastPInvokeError();
                handle?.Dispose();
                if (error != NoMoreItems)
                {
                    throw SystemError.Of(error, "reading the event log", log);
                }

                break;
            }

            using (handle)
            {
                var xml = Render(handle);
                if (Keeps(xml))
                {
                    text.Append(xml).Append('\n');
                    kept++;
                }
            }
        }

        return text.Append("</Events>\n").ToString();
    }

    /// <summary>In the words in which the event viewer writes its filters; sources without quotation marks in their names.</summary>
    private static string Query(IReadOnlyList<string> sources) =>
        string.Create(CultureInfo.InvariantCulture, $"*[System[Provider[{string.Join(" or ", sources.Select(s => $"@Name='{s}'"))}] and TimeCreated[timediff(@SystemTime) <= {WeekInMilliseconds}]]]");

    /// <summary>Of the service control manager and of PnP only what is about Xen or about us.</summary>
    public static bool Keeps(string xml) =>
        !(xml.Contains("'Service Control Manager'", StringComparison.Ordinal) || xml.Contains("'Microsoft-Windows-UserPnp'", StringComparison.Ordinal) || xml.Contains("'Microsoft-Windows-Kernel-PnP'", StringComparison.Ordinal))
        || Names.Has(xml, "xen") || Names.Has(xml, "VEN_5853");

    private static string Render(SafeHandle handle)
    {
        var buffer = new char[4096];
        if (!EvtRender(0, handle, EventXml, (uint)buffer.Length * sizeof(char), buffer, out var used, out _) && Marshal.GetLastPInvokeError() == InsufficientBuffer)
        {
            buffer = new char[(used / sizeof(char)) + 1];
            if (!EvtRender(0, handle, EventXml, (uint)buffer.Length * sizeof(char), buffer, out used, out _))
            {
                throw SystemError.Last("reading", "an event");
            }
        }

        return new string(buffer, 0, (int)(used / sizeof(char))).TrimEnd('\0');
    }

    [LibraryImport("wevtapi.dll", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static partial EventHandleOfWindows EvtQuery(nint session, string path, string query, uint flags);

    [LibraryImport("wevtapi.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool EvtNext(SafeHandle results, uint size, out EventHandleOfWindows found, uint timeout, uint flags, out uint returned);

    [LibraryImport("wevtapi.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool EvtRender(nint context, SafeHandle fragment, uint flags, uint size, Span<char> buffer, out uint used, out uint properties);

    [LibraryImport("wevtapi.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool EvtClose(nint handle);

    /// <summary>An EVT_HANDLE.</summary>
    internal sealed class EventHandleOfWindows() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle() => EvtClose(handle);
    }
}
