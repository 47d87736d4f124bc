using System.Text;

namespace XenGuestTools.Build.Deploy;

/// <summary>Writes out/deploy anew.</summary>
/// <param name="sources">The folder deploy/ of the checkout.</param>
/// <param name="folder">out/deploy.</param>
internal sealed class DeployStep(string sources, string folder)
{
    /// <exception cref="BuildException">Something that goes in is not as it should be; then out/deploy is as it was.</exception>
    public async Task WriteAsync(Release release, CancellationToken cancellation)
    {
        var files = DeployFiles.Of(release, sources);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (name, content) in files.Select(file => (file.Key, Encoding.UTF8.GetBytes(file.Value))).Concat(Transforms.Of(release)))
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content, cancellation);
        }
    }
}
