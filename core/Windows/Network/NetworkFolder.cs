using System.Runtime.Versioning;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>%ProgramData%\Xen Guest Tools\Network, where the saved settings are.</summary>
[SupportedOSPlatform("windows")]
internal static class NetworkFolder
{
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(2);

    public static string FolderPath => Path.Combine(TrustedFolder.ProductPath, "Network");

    public static string SavedPath => Path.Combine(FolderPath, "saved.json");

    /// <param name="create">Otherwise a folder that does not exist means that nothing is saved.</param>
    /// <exception cref="NetworkException">XGT1202, XGT1206, XGT1207.</exception>
    public static TrustedFolder Open(bool create) =>
        create || Directory.Exists(FolderPath) ? TrustedFolder.Open(FolderPath, LockLimit, NetworkException.BadFolder, NetworkException.Busy) : throw NetworkException.NothingSaved(SavedPath);
}
