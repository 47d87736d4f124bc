using System.Security.Cryptography;
using System.Text;

namespace XenGuestTools.Build.Graph;

/// <summary>Remembers, per target, the fingerprint of all that went into it. By content, not by time: a fresh clone or a touched file changes nothing.</summary>
public sealed class Stamps(string folder, string root)
{
    public static string Fingerprint(Target target, string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in target.Values())
        {
            hash.AppendData(Encoding.UTF8.GetBytes(value + "\n"));
        }

        foreach (var file in target.Inputs().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(root, file) + "\n"));
            using var stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public bool IsFresh(Target target, string fingerprint) =>
        target.Outputs.All(File.Exists) && File.Exists(StampFile(target)) && File.ReadAllText(StampFile(target)) == fingerprint;

    public void Forget(Target target) => File.Delete(StampFile(target));

    public void Remember(Target target, string fingerprint) => File.WriteAllText(StampFile(target), fingerprint);

    private string StampFile(Target target)
    {
        // The same target may be built into several output folders (--out).
        var place = SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetRelativePath(root, target.Outputs[0])));
        return Path.Combine(Directory.CreateDirectory(folder).FullName, $"{target.Name}.{Convert.ToHexString(place, 0, 4)}");
    }
}
