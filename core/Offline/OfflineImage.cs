using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>Where the file of a driver is on the volume of a Windows that does not run. Pure.</summary>
public static class OfflineImage
{
    /// <summary>The images of all services and drivers, as the rules ask for them (<see cref="BootView.HasImage"/>), each once.</summary>
    public static IEnumerable<string> Of(ImmutableArray<HiveValue> values)
    {
        Dictionary<string, string> images = new(StringComparer.OrdinalIgnoreCase);
        List<string> drivers = [];
        foreach (var value in values)
        {
            if (Names.Same(value.Name, "ImagePath") && value.Data.Text is { } image)
            {
                images[value.Key] = image;
            }
            else if (Names.Same(value.Name, "Start"))
            {
                drivers.Add(value.Key);
            }
        }

        return drivers.Select(key => ImagePath.Plain(images.GetValueOrDefault(key) ?? Default(key))).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Drive letters are those that this Windows had when it ran: one that is followed by the name of its folder means that folder, C: its volume.
    /// </summary>
    /// <param name="image">As <see cref="Of"/> returns it.</param>
    /// <param name="windows">The folder now: <c>D:\Windows</c>.</param>
    /// <returns>Null for a path that can't be told from here, such as one on another volume: nobody may say that the file is missing.</returns>
    public static string? PathOf(string image, string windows)
    {
        foreach (var root in (ReadOnlySpan<string>)[@"%SystemRoot%\", @"\SystemRoot\", @"%windir%\"])
        {
            if (Names.Starts(image, root))
            {
                return $@"{windows}\{image[root.Length..]}";
            }
        }

        if (image.Length > 3 && image[1..3] == @":\")
        {
            var folder = windows[(windows.LastIndexOf('\\') + 1)..] + @"\";
            var rest = image[3..];
            return Names.Starts(rest, folder) ? $@"{windows}\{rest[folder.Length..]}" : Names.Starts(image, "C:") ? windows[..(windows.LastIndexOf('\\') + 1)] + rest : null;
        }

        return image.Contains(':', StringComparison.Ordinal) || image.Contains('%', StringComparison.Ordinal) || image.StartsWith('\\') ? null : $@"{windows}\{image}";
    }

    /// <summary>A driver without ImagePath runs on the file of its name (Microsoft: "HKLM\SYSTEM\CurrentControlSet\Services Registry Tree").</summary>
    private static string Default(string key) => $@"System32\drivers\{key[(key.LastIndexOf('\\') + 1)..]}.sys";
}
