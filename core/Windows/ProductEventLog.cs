using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>One entry in the application log. Its text comes from Windows' own EventCreate.exe, as the agent's (docs/decisions.md).</summary>
[SupportedOSPlatform("windows")]
public static unsafe partial class ProductEventLog
{
    private const int LongestText = 30000; // ReportEvent takes 31,839 characters
    private const ushort Warning = 2;
    private const ushort Information = 4;
    private const uint EventId = 1;

    /// <summary>The source stays registered: without it Windows shows the entry with an apology in front.</summary>
    public static void Register()
    {
        using var key = Registry.LocalMachine.CreateSubKey($@"{Names.Services}\EventLog\Application\{Product.Name}");
        key.SetValue("EventMessageFile", @"%SystemRoot%\System32\EventCreate.exe", RegistryValueKind.ExpandString);
        key.SetValue("TypesSupported", 7, RegistryValueKind.DWord);
    }

    /// <summary>A log that can't be written is no reason to fail: the result is in the settings.</summary>
    public static void Write(bool warning, string text)
    {
        var log = RegisterEventSource(null, Product.Name);
        fixed (char* start = text.Length > LongestText ? text[..LongestText] : text)
        {
            _ = ReportEvent(log, warning ? Warning : Information, 0, EventId, null, 1, 0, &start, null);
        }

        _ = DeregisterEventSource(log);
    }

    [LibraryImport("advapi32.dll", EntryPoint = "RegisterEventSourceW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint RegisterEventSource(string? server, string source);

    [LibraryImport("advapi32.dll", EntryPoint = "ReportEventW")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ReportEvent(nint log, ushort type, ushort category, uint id, void* user, ushort textCount, uint dataSize, char** texts, void* data);

    [LibraryImport("advapi32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DeregisterEventSource(nint log);
}
