using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>The five upstream INFs, which lie in a folder beside the repository where somebody has put them.</summary>
internal static class ReferenceInf
{
    public static readonly string[] Names = ["xenbus", "xenvif", "xennet", "xenvbd", "xeniface"];

    public static DriverInf Read(string name)
    {
        var path = Folder() is { } folder ? Path.Combine(folder, name + ".inf") : null;
        Assert.SkipWhen(path is null, "The upstream INFs are not here: put them into shared/reference-inf beside the folder of the repository.");
        return DriverInf.From(InfFile.Read(File.ReadAllBytes(path!)));
    }

    private static string? Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "XenGuestTools.slnx")))
            {
                var found = Path.Combine(folder.FullName, "..", "shared", "reference-inf");
                return Directory.Exists(found) ? found : null;
            }
        }

        return null;
    }
}
