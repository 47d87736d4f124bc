using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace XenGuestTools.Build.Deploy;

/// <summary>msi.dll, as far as a build on Windows needs it. Handles are released at the end of each call; strings are at most 64 K characters.</summary>
[SupportedOSPlatform("windows")]
internal static partial class MsiLibrary
{
    private const int Success = 0;
    private const int NoMoreItems = 259;
    private const int MaximumText = 65536;
    private const nint ReadOnly = 0; // MSIDBOPEN_READONLY

    /// <exception cref="BuildException">The file is not an MSI.</exception>
    public static IReadOnlyDictionary<string, string> Properties(string path)
    {
        Require(OpenDatabase(path, ReadOnly, out var database), path);
        try
        {
            Require(OpenView(database, "SELECT `Property`, `Value` FROM `Property`", out var view), path);
            try
            {
                Require(Execute(view, 0), path);
                return Rows(view, path).ToDictionary(StringComparer.Ordinal);
            }
            finally
            {
                _ = CloseHandle(view);
            }
        }
        finally
        {
            _ = CloseHandle(database);
        }
    }

    private static List<(string Name, string Value)> Rows(uint view, string path)
    {
        List<(string, string)> rows = [];
        int code;
        while ((code = Fetch(view, out var record)) == Success)
        {
            rows.Add((Text(record, 1, path), Text(record, 2, path)));
            _ = CloseHandle(record);
        }

        Require(code == NoMoreItems ? Success : code, path);
        return rows;
    }

    private static string Text(uint record, uint field, string path)
    {
        var text = new char[MaximumText];
        var length = (uint)text.Length;
        Require(GetString(record, field, text, ref length), path);
        return new(text, 0, (int)length);
    }

    private static void Require(int code, string path)
    {
        if (code != Success)
        {
            throw new BuildException($"{path} can't be read: Windows Installer says {code}. Build it again with './build.ps1'.");
        }
    }

    [LibraryImport("msi.dll", EntryPoint = "MsiOpenDatabaseW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int OpenDatabase(string path, nint persist, out uint database);

    [LibraryImport("msi.dll", EntryPoint = "MsiDatabaseOpenViewW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int OpenView(uint database, string query, out uint view);

    [LibraryImport("msi.dll", EntryPoint = "MsiViewExecute")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Execute(uint view, uint record);

    [LibraryImport("msi.dll", EntryPoint = "MsiViewFetch")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Fetch(uint view, out uint record);

    [LibraryImport("msi.dll", EntryPoint = "MsiRecordGetStringW", StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetString(uint record, uint field, [Out] char[] text, ref uint length);

    [LibraryImport("msi.dll", EntryPoint = "MsiCloseHandle")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CloseHandle(uint handle);
}
