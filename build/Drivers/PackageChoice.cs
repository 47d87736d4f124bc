using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>Which of the found packages are taken: those for x64, each driver once.</summary>
internal static class PackageChoice
{
    /// <exception cref="BuildException">There is none, or two of one driver differ.</exception>
    public static IReadOnlyList<TakenPackage> From(IReadOnlyList<FoundPackage> found, IReadOnlyList<string> sources)
    {
        List<TakenPackage> chosen = [];
        foreach (var package in found.Where(package => package.Architecture == "x64").Select(PackageContent.Take))
        {
            if (chosen.FirstOrDefault(other => other.Found.Name == package.Found.Name) is not { } other)
            {
                chosen.Add(package);
            }
            else if (!AreEqual(other.Files, package.Files))
            {
                throw new BuildException($"XGD2108: There are two different packages of {package.Found.Name} for x64: {other.Found.Shown} and {package.Found.Shown}. Name a source that holds one of them.");
            }
        }

        if (chosen.Count > 0)
        {
            return chosen;
        }

        var others = found.Count == 0 ? "" : $" There is only {string.Join(", ", found.Select(package => $"{package.Name} for {package.Architecture} ({package.Shown})"))}.";
        throw new BuildException($"XGD2107: No driver package for x64 was found in {string.Join(", ", sources)}.{others} A package is a folder with the INF of xenbus, xenvif, xennet, xenvbd or xeniface; archives in archives are opened three deep.");
    }

    private static bool AreEqual(PackageFiles one, PackageFiles other) =>
        one.Files.Count == other.Files.Count && one.Files.All(file => other.Files.TryGetValue(file.Key, out var content) && content.Span.SequenceEqual(file.Value.Span));
}
