using System.Runtime.InteropServices;
using XenGuestTools.Agent.Facts;

namespace XenGuestTools.Agent.Windows;

/// <summary>The volumes of fixed disks that are mounted somewhere.</summary>
internal static unsafe partial class VolumeList
{
    private const uint Fixed = 3; // DRIVE_FIXED
    private const int NoMoreFiles = 18;
    private const int Longest = 260;
    private const int MostPlaces = 4096;

    /// <exception cref="Requests.GuestException">Windows did not tell.</exception>
    public static IReadOnlyList<VolumeFacts> Read()
    {
        List<VolumeFacts> volumes = [];
        var name = stackalloc char[Longest];
        var search = FindFirstVolumeW(name, Longest);
        if (search == -1)
        {
            return Marshal.GetLastPInvokeError() == NoMoreFiles ? [] : throw GuestError.Last("FindFirstVolume");
        }

        do
        {
            if (Of(new string(name)) is { } volume)
            {
                volumes.Add(volume);
            }
        }
        while (FindNextVolumeW(search, name, Longest));
        _ = FindVolumeClose(search);
        volumes.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return volumes;
    }

    /// <summary>Null for other drives, and for one that is locked or has no file system: BitLocker, or a disk that is being made.</summary>
    private static VolumeFacts? Of(string volume)
    {
        if (GetDriveTypeW(volume) != Fixed || Places(volume) is not { Count: > 0 } places)
        {
            return null;
        }

        char* label = stackalloc char[Longest], fileSystem = stackalloc char[Longest];
        return GetVolumeInformationW(volume, label, Longest, null, null, null, fileSystem, Longest) && GetDiskFreeSpaceExW(volume, null, out var size, out var free)
            ? new(places[0], size, free, new string(fileSystem), new string(label), places)
            : null;
    }

    private static List<string> Places(string volume)
    {
        var buffer = new char[MostPlaces];
        fixed (char* start = buffer)
        {
            if (!GetVolumePathNamesForVolumeNameW(volume, start, MostPlaces, out _))
            {
                return [];
            }
        }

        List<string> places = [.. new string(buffer).Split('\0', StringSplitOptions.RemoveEmptyEntries)];
        places.Sort((a, b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a, b)); // letters first
        return places;
    }

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial nint FindFirstVolumeW(char* name, uint length);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FindNextVolumeW(nint search, char* name, uint length);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FindVolumeClose(nint search);

    [LibraryImport("kernel32", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint GetDriveTypeW(string root);

    [LibraryImport("kernel32", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetVolumePathNamesForVolumeNameW(string volume, char* names, uint length, out uint needed);

    [LibraryImport("kernel32", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetVolumeInformationW(string root, char* label, uint labelLength, uint* serial, uint* longestName, uint* flags, char* fileSystem, uint fileSystemLength);

    [LibraryImport("kernel32", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetDiskFreeSpaceExW(string folder, ulong* available, out ulong total, out ulong free);
}
