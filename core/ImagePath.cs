namespace XenGuestTools.Core;

/// <summary>Windows writes the image of a service in many ways: <c>System32\…</c>, <c>\SystemRoot\System32\…</c>, <c>C:\Windows\System32\…</c>, with <c>\??\</c>, quotes or arguments.</summary>
internal static class ImagePath
{
    private const string Store = @"\DriverStore\FileRepository\";

    /// <summary>Is this image the file that the INF names?</summary>
    /// <param name="path">As in the registry; null is no image.</param>
    /// <param name="infPath">As in <see cref="InfService.ImagePath"/>.</param>
    public static bool Fits(string? path, string infPath)
    {
        if (path is null)
        {
            return false;
        }

        var image = Plain(path);
        if (Names.Starts(infPath, InfValue.PackageFolder))
        {
            return Names.Has(image, Store) && Names.Same(FileName(image), FileName(infPath));
        }

        return Names.Same(BelowWindows(image), BelowWindows(infPath));
    }

    /// <summary>Without quotes, arguments and the prefix of the object manager.</summary>
    public static string Plain(string path)
    {
        var plain = path.Trim();
        if (plain.StartsWith('"'))
        {
            var end = plain.IndexOf('"', 1);
            plain = end < 0 ? plain[1..] : plain[1..end];
        }

        return Names.Starts(plain, @"\??\") ? plain[4..] : plain;
    }

    /// <summary>The part below the folder of Windows, so that all spellings of that folder are the same.</summary>
    private static string BelowWindows(string path)
    {
        foreach (var root in (ReadOnlySpan<string>)[@"%SystemRoot%\", @"\SystemRoot\", @"%windir%\"])
        {
            if (Names.Starts(path, root))
            {
                return path[root.Length..];
            }
        }

        var system = path.IndexOf(@"\System32\", StringComparison.OrdinalIgnoreCase);
        return system < 0 ? path : path[(system + 1)..];
    }

    private static string FileName(string path) => path[(path.LastIndexOf('\\') + 1)..];
}
