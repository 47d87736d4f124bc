using System.Text;

namespace XenGuestTools.Build.Deploy;

/// <summary>A file of the image: a copy of a file, or a text.</summary>
/// <param name="Path">With slashes, as on the image.</param>
/// <param name="Source">The file to copy; null: <paramref name="Text"/> is the content.</param>
public sealed record IsoEntry(string Path, string? Source, string? Text = null)
{
    /// <summary>What programs of Windows read line by line.</summary>
    private static readonly string[] WindowsTexts = [".cmd", ".inf", ".ps1", ".txt"];

    /// <summary>Texts for Windows get its line ends, whatever the checkout has; driver packages are signed and stay as they are.</summary>
    public byte[] Content()
    {
        var text = Text ?? (IsOurText ? File.ReadAllText(Source!) : null);
        return text is null ? File.ReadAllBytes(Source!) : Encoding.UTF8.GetBytes(IsWindowsText ? text.ReplaceLineEndings("\r\n") : text);
    }

    private bool IsWindowsText => WindowsTexts.Contains(System.IO.Path.GetExtension(Path), StringComparer.OrdinalIgnoreCase);

    private bool IsOurText => IsWindowsText && !Path.StartsWith(IsoLayout.Drivers + "/", StringComparison.OrdinalIgnoreCase);
}
