using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace XenGuestTools.Build.Deploy;

/// <summary>Makes a CD image with Debian's xorriso: ISO 9660 and Joliet (xorriso has no UDF). The same files, label and date give the same bytes.</summary>
/// <param name="label">Of the volume.</param>
/// <param name="date">Every date on the image.</param>
internal sealed class IsoImage(string label, DateOnly date)
{
    private const string Sums = "SHA256SUMS";

    /// <summary>ISO 9660 begins after sixteen sectors of 2048 bytes with the mark CD001 in its second byte (ECMA-119, 8.1).</summary>
    private const int DescriptorOffset = 16 * 2048;

    private DateTimeOffset Moment => new(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <param name="scratch">Is made anew and removed.</param>
    /// <exception cref="BuildException">xorriso is missing or fails; then <paramref name="output"/> is not there.</exception>
    public async Task WriteAsync(IReadOnlyList<IsoEntry> entries, string output, string scratch, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new BuildException("The image is made with xorriso, which Windows has not. Make it on Debian with './build.sh iso --drivers DIR'.");
        }

        File.Delete(output);
        Delete(scratch);
        Stage(entries, scratch);
        Tool tool = new("xorriso") { Environment = new Dictionary<string, string?> { ["SOURCE_DATE_EPOCH"] = Moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ["TZ"] = "UTC", ["LC_ALL"] = "C.UTF-8" } };
        var next = output + ".next";
        try
        {
            await tool.RunAsync(["-as", "mkisofs", "-quiet", "-iso-level", "3", "-J", "-joliet-long", "-volid", label, "-output", next, scratch], cancellation);
            Require(next);
            File.Move(next, output);
        }
        finally
        {
            File.Delete(next);
            Delete(scratch);
        }
    }

    private void Stage(IReadOnlyList<IsoEntry> entries, string folder)
    {
        StringBuilder sums = new();
        foreach (var entry in entries.OrderBy(e => e.Path, StringComparer.Ordinal))
        {
            var content = entry.Content();
            Put(folder, entry.Path, content);
            sums.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(entry.Path).Append('\n');
        }

        Put(folder, Sums, Encoding.UTF8.GetBytes(sums.ToString()));
        foreach (var path in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder))
        {
            Directory.SetLastWriteTimeUtc(path, Moment.UtcDateTime);
        }
    }

    private void Put(string folder, string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, Moment.UtcDateTime);
    }

    private static void Require(string image)
    {
        using var file = File.OpenRead(image);
        file.Seek(DescriptorOffset + 1, SeekOrigin.Begin);
        var mark = new byte[5];
        if (file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.AsSpan().SequenceEqual("CD001"u8))
        {
            throw new BuildException($"xorriso ended without an error, but {image} is no CD image. Run 'xorriso -version' and install Debian's package again.");
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
