using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace XenGuestTools.Build.Deploy;

/// <summary>All that is made for deployment systems, as text.</summary>
internal static class DeployFiles
{
    /// <summary>What is there in any case: for a target's list of results.</summary>
    public static readonly string[] Always =
    [
        "numbers.md", "sccm/application.json", "sccm/detect.ps1", "sccm/health.ps1", "sccm/New-Application.ps1", "intune/app.json", "intune/detect.ps1", "intune/health.ps1", "intune/requirement.ps1",
        .. Transforms.Answers.Select(answer => answer.File),
    ];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By path below out/deploy.</summary>
    /// <param name="sources">The folder deploy/ of the checkout.</param>
    public static IReadOnlyDictionary<string, string> Of(Release release, string sources)
    {
        Scripts scripts = new(Path.Combine(sources, "scripts"), release);
        var (detection, requirement) = (scripts.Detection(), scripts.Requirement());
        Dictionary<string, string> files = new()
        {
            ["numbers.md"] = Numbers.Of(release).Page(release.DisplayName, release.Version),
            ["sccm/application.json"] = Json(SccmApplication.Of(release)),
            ["sccm/detect.ps1"] = detection,
            ["sccm/health.ps1"] = scripts.Health(unhealthy: 0), // another code is "discovery failed" there
            ["sccm/New-Application.ps1"] = File.ReadAllText(Path.Combine(sources, "sccm", "New-Application.ps1")).ReplaceLineEndings("\r\n"),
            ["intune/app.json"] = Json(IntuneApp.Of(release, detection, requirement)),
            ["intune/detect.ps1"] = detection,
            ["intune/health.ps1"] = scripts.Health(unhealthy: 1),
            ["intune/requirement.ps1"] = requirement,
        };
        foreach (var (name, text) in Chocolatey.Of(release))
        {
            files[$"chocolatey/{name}"] = text;
        }

        foreach (var (name, manifest) in release.Download is null ? new Dictionary<string, JsonObject>() : WingetManifests.Of(release, release.Download))
        {
            files[$"winget/{name}"] = WingetManifests.Text(manifest);
        }

        return files;
    }

    private static string Json(JsonObject value) => value.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";
}
