namespace XenGuestTools.Tests.Core;

/// <summary>The working copy that the tests were built from.</summary>
internal static class Repository
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "XenGuestTools.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"The tests run outside a working copy: no XenGuestTools.slnx above {AppContext.BaseDirectory}.");
    }
}
