using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>What .NET's registry classes can't do: load a hive, read and write data with their type to the byte, and pass by access lists as backup programs do. All return an error code of Windows.</summary>
[SupportedOSPlatform("windows")]
internal static partial class HiveApi
{
    public const int FileNotFound = 2;
    public const int AccessDenied = 5;
    public const int SharingViolation = 32;
    public const int PrivilegeNotHeld = 1314;

    public const uint Read = 0x20019;
    public const uint ReadAndSet = Read | 2;

    /// <summary>REG_OPTION_BACKUP_RESTORE.</summary>
    public const uint PassAccessList = 4;

    /// <summary>HKEY_LOCAL_MACHINE; a pseudo handle, which nobody closes.</summary>
    public static nint LocalMachine => unchecked((int)0x80000002);

    [LibraryImport("advapi32.dll", EntryPoint = "RegLoadKeyW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int RegLoadKey(nint parent, string name, string file);

    [LibraryImport("advapi32.dll", EntryPoint = "RegUnLoadKeyW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int RegUnLoadKey(nint parent, string name);

    [LibraryImport("advapi32.dll", EntryPoint = "RegSaveKeyW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int RegSaveKey(SafeRegistryHandle key, string file, nint security);

    [LibraryImport("advapi32.dll")]
    public static partial int RegFlushKey(SafeRegistryHandle key);

    [LibraryImport("advapi32.dll", EntryPoint = "RegOpenKeyExW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int RegOpenKeyEx(nint parent, string name, uint options, uint access, out SafeRegistryHandle key);

    [LibraryImport("advapi32.dll", EntryPoint = "RegCreateKeyExW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int RegCreateKeyEx(nint parent, string name, uint reserved, nint type, uint options, uint access, nint security, out SafeRegistryHandle key, out uint disposition);

    [LibraryImport("advapi32.dll", EntryPoint = "RegQueryValueExW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int RegQueryValueEx(SafeRegistryHandle key, string name, nint reserved, out uint type, Span<byte> data, ref uint size);

    [LibraryImport("advapi32.dll", EntryPoint = "RegSetValueExW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int RegSetValueEx(SafeRegistryHandle key, string name, uint reserved, uint type, ReadOnlySpan<byte> data, uint size);

    [LibraryImport("advapi32.dll", EntryPoint = "RegDeleteValueW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial int RegDeleteValue(SafeRegistryHandle key, string name);
}
