namespace XenGuestTools.Build.Deploy;

/// <summary>The table Property of a built MSI: through msitools on Linux, through Windows' own library on Windows.</summary>
internal static class MsiProperties
{
    /// <summary>The names of the columns, their types, the name of the table with its keys.</summary>
    private const int HeaderLines = 3;

    /// <exception cref="BuildException">The file is not an MSI.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string path, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            return MsiLibrary.Properties(path);
        }

        var result = await new Tool("msiinfo").TryRunAsync(["export", path, "Property"], cancellation);
        return result.ExitCode == 0
            ? Parse(result.Output)
            : throw new BuildException($"{path} can't be read: {result.Output.Trim()} Build it again with './build.sh'.");
    }

    internal static IReadOnlyDictionary<string, string> Parse(string export) => export.Split('\n').Skip(HeaderLines)
        .Select(line => line.TrimEnd('\r').Split('\t')).Where(cells => cells.Length == 2).ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);
}
