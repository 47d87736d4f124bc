using System.Runtime.CompilerServices;

namespace XenGuestTools.Build;

/// <summary>The folders of a checkout. Everything that is made lies below <see cref="Artifacts"/> (scratch, caches) or <see cref="Out"/> (results).</summary>
public sealed record Paths(string Root)
{
    public string Artifacts => Path.Combine(Root, "artifacts");

    public string Out => Path.Combine(Root, "out");

    public string DriverList => Path.Combine(Root, "drivers", "drivers.json");

    /// <summary>Driver packages that were added: <c>&lt;name&gt;/…</c>, kept out of git.</summary>
    public string DriverStore => Path.Combine(Root, "drivers", "x64");

    /// <summary>The genuine WiX 3.11 binaries, unpacked and with the 32-bit-required flag cleared.</summary>
    public string Wix3 => Path.Combine(Artifacts, "wix3");

    public string Wine => Path.Combine(Artifacts, "wine");

    /// <summary>The checkout that this program was compiled in.</summary>
    public static Paths OfThisCheckout() => new(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..")));

    // Called from here, so that it is this file whoever asks for the checkout.
    private static string ThisFile([CallerFilePath] string path = "") => path;
}
