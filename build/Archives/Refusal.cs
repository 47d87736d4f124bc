using System.Globalization;

namespace XenGuestTools.Build.Archives;

/// <summary>The wordings of every reason not to take a source; docs/driver-proof.md explains the codes.</summary>
internal static class Refusal
{
    private const string NothingTaken = "Nothing was taken from it; get it from its publisher again.";

    public static BuildException Missing(string source) =>
        new($"XGD2100: There is no file or folder {Shown(source)}. Check the spelling; an address starts with https:// and needs its SHA-256.");

    public static BuildException UnknownKind(string source) =>
        new($"XGD2101: {Shown(source)} is no source that can be read. Name a folder, a .zip, .tar, .tar.gz, .tgz, .cab, .msi or .iso, or the address of one.");

    /// <param name="fault">Goes on after "whose name …".</param>
    public static BuildException Name(string archive, string entry, string fault) =>
        new($"XGD2102: {Shown(archive)} has the entry \"{Shown(entry)}\", whose name {fault}. {NothingTaken}");

    /// <param name="kind">Such as "a symbolic link".</param>
    public static BuildException NoFile(string archive, string entry, string kind) =>
        new($"XGD2103: {Shown(archive)} has the entry \"{Shown(entry)}\", which is {kind} and no file. Nothing was taken from it; a driver package has files only.");

    public static BuildException TooMuch(string archive, string entry, UnpackLimits limits) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"XGD2104: {Shown(archive)} holds more than {limits.Entries:N0} entries or {limits.Bytes:N0} bytes; the limit was passed at \"{Shown(entry)}\". Nothing was taken from it; name a source that holds the driver packages alone."));

    public static BuildException Damaged(string archive, string entry, string reason, Exception? inner = null) =>
        new($"XGD2105: {Shown(archive)} is damaged{(entry.Length == 0 ? "" : $" at \"{Shown(entry)}\"")}: {Shown(reason).TrimEnd('.')}. {NothingTaken}", inner!);

    public static BuildException NoTool(string archive, string program) =>
        new($"XGD2106: {Shown(archive)} can only be unpacked with the program '{program}', which is not installed. Run './build.sh setup' on Linux; elsewhere unpack it by hand and name the folder.");

    /// <summary>Text out of a file, made fit for a line on a terminal.</summary>
    public static string Shown(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)).Trim();
        return line.Length <= 300 ? line : $"{line.AsSpan(0, 300)}…";
    }
}
