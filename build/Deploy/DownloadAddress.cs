namespace XenGuestTools.Build.Deploy;

/// <summary>The address after <c>--url</c>: the folder that the setup program is published in.</summary>
internal static class DownloadAddress
{
    /// <returns>With a slash at its end; null without an address.</returns>
    /// <exception cref="BuildException">It is not one that winget takes.</exception>
    public static Uri? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new BuildException($"'{text}' is not the address of a folder that winget could download from. Write it as https://host/folder.");
        }

        return address;
    }
}
