using System.Diagnostics;
using System.Runtime.InteropServices;
using XenGuestTools.Agent.Running;

namespace XenGuestTools.Agent.Windows;

/// <summary>Writes to the application log of Windows. The MSI registers the source; without that Windows shows the text with an apology in front of it.</summary>
internal sealed unsafe partial class EventLogWriter(string source) : IDisposable
{
    private readonly nint handle = RegisterEventSourceW(null, source);

    public void Write(AgentEvent id, string message)
    {
        fixed (char* text = message.Replace('%', '.')) // Windows would take "%1" for a place to fill in, also in a text that fills one
        {
            // A log that can't be written (the Event Log service may be off) must not stop the agent; there is nowhere else to tell it.
            _ = ReportEventW(handle, Type(id), 0, (uint)id, null, 1, 0, &text, null);
        }
    }

    public void Dispose() => _ = DeregisterEventSource(handle);

    private static ushort Type(AgentEvent id) => (ushort)(id switch
    {
        AgentEvent.Failed or AgentEvent.RequestFailed => EventLogEntryType.Error,
        AgentEvent.XenIfaceMissing or AgentEvent.StoreLost or AgentEvent.StoreRefused or AgentEvent.RequestRefused or AgentEvent.FactsMissing or AgentEvent.SettingRefused => EventLogEntryType.Warning,
        _ => EventLogEntryType.Information,
    });

    [LibraryImport("advapi32", StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint RegisterEventSourceW(string? server, string source);

    [LibraryImport("advapi32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ReportEventW(nint log, ushort type, ushort category, uint id, void* user, ushort textCount, uint dataSize, char** texts, void* data);

    [LibraryImport("advapi32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DeregisterEventSource(nint log);
}
