using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>The five upstream INFs, which lie in a folder beside the repository where somebody has put them.</summary>
internal static class ReferenceInf
{
    public static readonly string[] Names = ["xenbus", "xenvif", "xennet", "xenvbd", "xeniface"];

    public static DriverInf Read(string name) => DriverInf.From(InfFile.Read(Bytes(name)));

    public static byte[] Bytes(string name)
    {
        var path = Path.Combine(Repository.Folder, "..", "shared", "reference-inf", name + ".inf");
        Assert.SkipUnless(File.Exists(path), "The upstream INFs are not here: put them into shared/reference-inf beside the folder of the repository.");
        return File.ReadAllBytes(path);
    }
}
