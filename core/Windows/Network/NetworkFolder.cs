using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>
/// %ProgramData%\Xen Guest Tools\Network, for SYSTEM and Administrators only. While this object lives nobody can put another folder in its place, and only one program has it.
/// A folder that looks in any way other than one that we make is refused and not repaired: whoever made it may hold open handles to what is in it.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class NetworkFolder : IDisposable
{
    private const string Own = "O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    private const string Shared = Own + "(A;OICI;0x1200a9;;;BU)"; // users may read: other files of the product are for them
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(2);

    private readonly List<IDisposable> open = [];

    private NetworkFolder()
    {
    }

    public static string ProductPath => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), Product.Name);

    public static string FolderPath => Path.Combine(ProductPath, "Network");

    public static string SavedPath => Path.Combine(FolderPath, "saved.json");

    /// <param name="create">Otherwise a folder that does not exist means that nothing is saved.</param>
    /// <exception cref="NetworkException">XGT1202, XGT1206, XGT1207.</exception>
    public static NetworkFolder Open(bool create)
    {
        if (!create && !Directory.Exists(FolderPath))
        {
            throw NetworkException.NothingSaved(SavedPath);
        }

        NetworkFolder folder = new();
        try
        {
            var own = SecurityOfOurs();
            folder.open.Add(Pin(ProductPath, Shared, own, shared: true));
            folder.open.Add(Pin(FolderPath, Own, own, shared: false));
            folder.open.Add(Lock(Path.Combine(FolderPath, "lock")));
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            open[i].Dispose();
        }

        open.Clear();
    }

    /// <summary>What a folder of ours looks like, asked of the file system itself: a text of our own would have to be in its spelling.</summary>
    private static string SecurityOfOurs()
    {
        var path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), $"{Product.Name} {Guid.NewGuid():N}");
        if (!DirectorySecurity.Create(path, Own))
        {
            throw NetworkException.BadFolder(path, "it was there already");
        }

        try
        {
            using var handle = DirectorySecurity.Open(path);
            return DirectorySecurity.TextOf(handle, path);
        }
        finally
        {
            Directory.Delete(path);
        }
    }

    private static SafeFileHandle Pin(string path, string security, string own, bool shared)
    {
        var created = DirectorySecurity.Create(path, security);
        var handle = DirectorySecurity.Open(path);
        if (created || FolderTrust.ProblemOf(File.GetAttributes(handle), DirectorySecurity.TextOf(handle, path), own, shared) is not { } problem)
        {
            return handle;
        }

        handle.Dispose();
        throw NetworkException.BadFolder(path, problem);
    }

    private static FileStream Lock(string path)
    {
        for (var end = DateTime.UtcNow + LockLimit; ; Thread.Sleep(200))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (DateTime.UtcNow > end)
                {
                    throw NetworkException.Busy(FolderPath);
                }
            }
        }
    }
}
