using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>A folder with the INF of one of our drivers.</summary>
/// <param name="Name">Of the driver, lower case.</param>
/// <param name="Folder">Where it lies on disk now.</param>
/// <param name="Shown">The folder as a person knows it: the source, and the path in it.</param>
/// <param name="Architecture"><c>x64</c>, <c>x86</c>, <c>arm64</c> or <c>unknown</c>.</param>
/// <param name="Source">As drivers.json is to keep it.</param>
internal sealed record FoundPackage(string Name, string Folder, string Shown, string Architecture, string Source);

/// <summary>What is taken of a found package.</summary>
/// <param name="LeftOut">Names of files that lie beside it and that its INF does not name.</param>
internal sealed record TakenPackage(FoundPackage Found, PackageFiles Files, IReadOnlyList<string> LeftOut);
