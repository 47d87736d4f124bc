using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace XenGuestTools.Core.Windows;

/// <summary>Folders with an owner and an access list from the moment they exist, and what existing ones have. Security descriptors are texts here (SDDL).</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class DirectorySecurity
{
    private const int AlreadyExists = 183;
    private const uint ReadControl = 0x20000;
    private const uint ReadAttributes = 0x80;
    private const uint ShareReadWrite = 1 | 2;
    private const uint OpenExisting = 3;
    private const uint BackupSemantics = 0x02000000;
    private const uint OpenReparsePoint = 0x00200000;
    private const uint OwnerAndAccess = 1 | 4;
    private const uint Revision = 1;
    private const int FileObject = 1;

    /// <returns>False if there is one of that name already.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">Any other reason.</exception>
    public static bool Create(string path, string sddl)
    {
        if (!ConvertStringSecurityDescriptorToSecurityDescriptor(sddl, Revision, out var descriptor, 0))
        {
            throw SystemError.Last("reading", "a security descriptor");
        }

        try
        {
            SecurityAttributes attributes = new() { Length = sizeof(SecurityAttributes), Descriptor = descriptor };
            if (CreateDirectory(path, attributes))
            {
                return true;
            }

            return Marshal.GetLastPInvokeError() == AlreadyExists ? false : throw SystemError.Last("making the folder", path);
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    /// <summary>Opens the folder itself, not where a link leads. While the handle is open nobody can rename or delete it.</summary>
    public static SafeFileHandle Open(string path)
    {
        var handle = CreateFile(path, ReadControl | ReadAttributes, ShareReadWrite, 0, OpenExisting, BackupSemantics | OpenReparsePoint, 0);
        if (!handle.IsInvalid)
        {
            return handle;
        }

        var error = SystemError.Last("opening the folder", path);
        handle.Dispose();
        throw error;
    }

    /// <summary>Owner and access list.</summary>
    public static string TextOf(SafeFileHandle folder, string path)
    {
        var error = GetSecurityInfo(folder, FileObject, OwnerAndAccess, 0, 0, 0, 0, out var descriptor);
        if (error != 0)
        {
            throw SystemError.Of(error, "reading the owner of", path);
        }

        try
        {
            if (!ConvertSecurityDescriptorToStringSecurityDescriptor(descriptor, Revision, OwnerAndAccess, out var text, 0))
            {
                throw SystemError.Last("reading the access list of", path);
            }

            try
            {
                return Marshal.PtrToStringUni(text)!;
            }
            finally
            {
                LocalFree(text);
            }
        }
        finally
        {
            LocalFree(descriptor);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct SecurityAttributes
    {
        public int Length;
        public nint Descriptor;
        public int Inherit;
    }

    [LibraryImport("kernel32.dll", EntryPoint = "CreateDirectoryW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateDirectory(string path, in SecurityAttributes attributes);

    [LibraryImport("kernel32.dll", EntryPoint = "CreateFileW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static partial SafeFileHandle CreateFile(string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32.dll")]
    private static partial nint LocalFree(nint memory);

    [LibraryImport("advapi32.dll")]
    private static partial int GetSecurityInfo(SafeFileHandle handle, int type, uint what, nint owner, nint group, nint dacl, nint sacl, out nint descriptor);

    [LibraryImport("advapi32.dll", EntryPoint = "ConvertStringSecurityDescriptorToSecurityDescriptorW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ConvertStringSecurityDescriptorToSecurityDescriptor(string text, uint revision, out nint descriptor, nint size);

    [LibraryImport("advapi32.dll", EntryPoint = "ConvertSecurityDescriptorToStringSecurityDescriptorW", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ConvertSecurityDescriptorToStringSecurityDescriptor(nint descriptor, uint revision, uint what, out nint text, nint size);
}
