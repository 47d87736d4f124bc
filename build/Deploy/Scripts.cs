using XenGuestTools.Build.Samples;

namespace XenGuestTools.Build.Deploy;

/// <summary>The PowerShell scripts that deployment systems run on a machine: the texts of deploy/scripts, filled in.</summary>
/// <param name="folder">deploy/scripts.</param>
internal sealed class Scripts(string folder, Release release)
{
    /// <summary>Is it there, in this version or a newer one?</summary>
    public string Detection() => Fill("detect.ps1", []);

    /// <summary>Does it work?</summary>
    /// <param name="unhealthy">The exit code when it doesn't: an engine that wants 0 as an answer gets 0.</param>
    public string Health(int unhealthy) => Fill("health.ps1", new() { ["Unhealthy"] = $"{unhealthy}" });

    /// <summary>Is this a Xen VM?</summary>
    public string Requirement() => Fill("requirement.ps1", []);

    private string Fill(string name, Dictionary<string, string> more)
    {
        var file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            throw new BuildException($"{file} is not there: this checkout is not whole. Check it out again.");
        }

        Dictionary<string, string> values = new(more)
        {
            ["DisplayName"] = Quoted(release.DisplayName),
            ["ProductName"] = Quoted(release.Name),
            ["Version"] = release.Version,
            ["Versions"] = string.Join('\n', release.Packages.Select(p => $"    '{p.Package}' = '{p.Version}'")),
        };
        return Template.Fill(File.ReadAllText(file).ReplaceLineEndings("\n"), file, values).ReplaceLineEndings("\r\n");
    }

    /// <summary>For a text in single quotes.</summary>
    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
