using System.Collections.Immutable;
using System.Runtime.Versioning;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>The file of a driver of a Windows that does not run.</summary>
[SupportedOSPlatform("windows")]
internal static class DriverFile
{
    /// <summary>Bytes. Drivers of disks and buses have a tenth of that; what a larger file imports is not looked at.</summary>
    private const int MaximumSize = 8 * 1024 * 1024;

    /// <summary>Is it there, and every driver that it imports from? Without xen.sys neither xenbus nor xenfilt is loaded (facts 4.4).</summary>
    /// <param name="windows">The folder of that Windows.</param>
    public static bool CanLoad(string path, string windows)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        string[] folders = [Path.GetDirectoryName(path)!, $@"{windows}\System32\drivers", $@"{windows}\System32"];
        return Imports(path).Where(IsDriver).All(name => folders.Any(folder => File.Exists($@"{folder}\{name}")));
    }

    private static ImmutableArray<string> Imports(string path)
    {
        try
        {
            return IsDriver(path) && new FileInfo(path).Length <= MaximumSize ? PeImports.Of(File.ReadAllBytes(path)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // it is there; what is in it nobody can say
        }
    }

    private static bool IsDriver(string name) => name.EndsWith(".sys", StringComparison.OrdinalIgnoreCase);
}
