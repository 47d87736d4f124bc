using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>The proof that builds and commands use.</summary>
public static class DriverProof
{
    public static Func<IReadOnlyList<PackageFiles>, ProofOptions, ProofReport> Run { get; } = UnprovenPackages.Read;
}
