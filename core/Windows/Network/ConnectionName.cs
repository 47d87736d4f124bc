using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>Renames a connection by INetConnection (netcon.h), the documented way without a program that would need the old name as an argument.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class ConnectionName
{
    /// <summary>The class of network adapters (facts 4.11).</summary>
    private const string Connections = @"SYSTEM\CurrentControlSet\Control\Network\{4D36E972-E325-11CE-BFC1-08002BE10318}";

    private const uint ServerContexts = 1 | 4; // CLSCTX_INPROC_SERVER, CLSCTX_LOCAL_SERVER
    private const int DuplicateName = unchecked((int)0x80070034); // ERROR_DUP_NAME
    private const int AlreadyExists = unchecked((int)0x800700B7);
    private const int NotFound = unchecked((int)0x80070490);

    // Places in the tables of methods, after the three of IUnknown.
    private const int Release = 2;
    private const int EnumConnections = 3;
    private const int Next = 3;
    private const int GetProperties = 7;
    private const int Rename = 9;

    private static readonly Guid ConnectionManager = new("BA126AD1-2166-11D1-B1D0-00805FC1270E");
    private static readonly Guid ConnectionManagerInterface = new("C08956A2-1CD3-11D1-B1C5-00805FC1270E");

    /// <returns>Why it failed; empty if it did not.</returns>
    public static string Set(Guid adapter, AdapterSettings saved)
    {
        var result = RenameConnection(adapter, saved.Name);
        if (result is DuplicateName or AlreadyExists && saved.Interface != adapter && NameOf(saved.Interface) == saved.Name)
        {
            // The old adapter, which is not present (the plan has made sure), keeps its name. It gets another one that says which it was.
            Write(saved.Interface, $"{saved.Name} ({saved.Interface.ToString()[..8]})");
            result = RenameConnection(adapter, saved.Name);
        }

        return result >= 0 ? "" : SystemError.Text(result);
    }

    private static int RenameConnection(Guid adapter, string name)
    {
        _ = CoInitializeEx(null, 0);
        var (type, wanted) = (ConnectionManager, ConnectionManagerInterface);
        var result = CoCreateInstance(type, null, ServerContexts, wanted, out var manager);
        if (result < 0)
        {
            return result;
        }

        void* list = null;
        try
        {
            result = ((delegate* unmanaged<void*, uint, void**, int>)Method(manager, EnumConnections))(manager, 0, &list);
            return result < 0 ? result : RenameIn(list, adapter, name);
        }
        finally
        {
            Free(list);
            Free(manager);
        }
    }

    private static int RenameIn(void* list, Guid adapter, string name)
    {
        if (list is null)
        {
            return NotFound;
        }

        void* connection;
        uint count;
        while (((delegate* unmanaged<void*, uint, void**, uint*, int>)Method(list, Next))(list, 1, &connection, &count) == 0 && count == 1)
        {
            try
            {
                Guid* properties; // NETCON_PROPERTIES begins with the GUID of the interface
                if (((delegate* unmanaged<void*, Guid**, int>)Method(connection, GetProperties))(connection, &properties) < 0)
                {
                    continue;
                }

                var guid = *properties;
                NcFreeNetconProperties(properties);
                if (guid == adapter)
                {
                    fixed (char* text = name)
                    {
                        return ((delegate* unmanaged<void*, char*, int>)Method(connection, Rename))(connection, text);
                    }
                }
            }
            finally
            {
                Free(connection);
            }
        }

        return NotFound;
    }

    private static string? NameOf(Guid adapter)
    {
        using var key = Registry.LocalMachine.OpenSubKey($@"{Connections}\{adapter:B}\Connection");
        return key?.GetValue("Name") as string;
    }

    private static void Write(Guid adapter, string name)
    {
        using var key = Registry.LocalMachine.OpenSubKey($@"{Connections}\{adapter:B}\Connection", writable: true);
        key?.SetValue("Name", name);
    }

    private static void* Method(void* instance, int place) => (*(void***)instance)[place];

    private static void Free(void* instance)
    {
        if (instance is not null)
        {
            _ = ((delegate* unmanaged<void*, uint>)Method(instance, Release))(instance);
        }
    }

    [LibraryImport("ole32.dll")]
    private static partial int CoInitializeEx(void* reserved, uint mode);

    [LibraryImport("ole32.dll")]
    private static partial int CoCreateInstance(in Guid type, void* outer, uint contexts, in Guid wanted, out void* instance);

    [LibraryImport("netshell.dll")]
    private static partial void NcFreeNetconProperties(void* properties);
}
