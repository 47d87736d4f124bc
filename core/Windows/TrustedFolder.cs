using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace XenGuestTools.Core.Windows;

/// <summary>
/// A folder below %ProgramData%\Xen Guest Tools, for SYSTEM and Administrators only. While this object lives nobody can put another folder in its place, and only one program has it.
/// A folder that looks in any way other than one that we make is refused and not repaired: whoever made it may hold open handles to what is in it.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class TrustedFolder : IDisposable
{
    private const string Own = "O:BAG:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    private const string Shared = Own + "(A;OICI;0x1200a9;;;BU)"; // users may read: other files of the product are for them

    private readonly List<IDisposable> open = [];

    private TrustedFolder()
    {
    }

    public static string ProductPath => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), Product.Name);

    /// <summary>Makes the folder where it is not there.</summary>
    /// <param name="path">Directly below <see cref="ProductPath"/>.</param>
    /// <param name="limit">How long to wait for another program that has it.</param>
    /// <param name="bad">The error for a folder that is not to be trusted: its path and why, for the end of "is not used, because ".</param>
    /// <param name="busy">The error for a folder that another program has.</param>
    public static TrustedFolder Open(string path, TimeSpan limit, Func<string, string, Exception> bad, Func<string, Exception> busy)
    {
        TrustedFolder folder = new();
        try
        {
            var own = SecurityOfOurs(bad);
            folder.open.Add(Pin(ProductPath, Shared, own, shared: true, bad));
            folder.open.Add(Pin(path, Own, own, shared: false, bad));
            folder.open.Add(Lock(path, limit, busy));
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
    private static string SecurityOfOurs(Func<string, string, Exception> bad)
    {
        var path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), $"{Product.Name} {Guid.NewGuid():N}");
        if (!DirectorySecurity.Create(path, Own))
        {
            throw bad(path, "it was there already");
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

    private static SafeFileHandle Pin(string path, string security, string own, bool shared, Func<string, string, Exception> bad)
    {
        var created = DirectorySecurity.Create(path, security);
        var handle = DirectorySecurity.Open(path);
        if (created || FolderTrust.ProblemOf(File.GetAttributes(handle), DirectorySecurity.TextOf(handle, path), own, shared) is not { } problem)
        {
            return handle;
        }

        handle.Dispose();
        throw bad(path, problem);
    }

    private static FileStream Lock(string folder, TimeSpan limit, Func<string, Exception> busy)
    {
        for (var end = DateTime.UtcNow + limit; ; Thread.Sleep(200))
        {
            try
            {
                return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                if (DateTime.UtcNow > end)
                {
                    throw busy(folder);
                }
            }
        }
    }
}
