using System.Runtime.InteropServices;

namespace XenGuestTools.Agent.Windows;

/// <summary>Reads values below HKEY_LOCAL_MACHINE. Not with .NET's Registry, which would make the program larger.</summary>
internal static unsafe partial class RegistryValue
{
    private const nint LocalMachine = unchecked((int)0x80000002);
    private const uint AnyType = 0xFFFF;
    private const uint View64 = 0x10000; // RRF_SUBKEY_WOW6464KEY
    private const uint String = 1;
    private const uint Dword = 4;
    private const int MoreData = 234;
    private const int Longest = 1024;

    /// <summary>An int for a DWORD, a string for a string, the number of the type for any other, null if there is no such value.</summary>
    public static object? Read(string key, string name)
    {
        var data = stackalloc char[Longest];
        var size = (uint)((Longest - 1) * sizeof(char));
        var code = RegGetValueW(LocalMachine, key, name, AnyType | View64, out var type, data, ref size);
        return code switch
        {
            0 when type == Dword => *(int*)data,
            0 when type == String => new string(data),
            0 or MoreData => $"a value of type {type}",
            _ => null,
        };
    }

    [LibraryImport("advapi32", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int RegGetValueW(nint root, string key, string name, uint flags, out uint type, void* data, ref uint size);
}
