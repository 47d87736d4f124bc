using System.Runtime.Versioning;
using System.Text;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Where a clean-up stands, for the run that goes on with it. It is there from the first step to the verdict.</summary>
[SupportedOSPlatform("windows")]
internal static class CleanStateFile
{
    private static string FilePath => Path.Combine(CleanFolder.FolderPath, "state.txt");

    /// <returns>Null if no clean-up is under way.</returns>
    /// <exception cref="CleanException">XGT1304.</exception>
    public static CleanState? Read() => !File.Exists(FilePath) ? null
        : CleanState.Parse(File.ReadAllText(FilePath)) ?? throw CleanException.BadBackup(FilePath, "it is not the state of a clean-up. Delete it to begin anew");

    public static void Write(CleanState state) => WholeFile.Write(FilePath, Encoding.UTF8.GetBytes(state.ToString()));

    public static void Delete() => File.Delete(FilePath);
}
