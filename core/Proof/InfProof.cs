using System.Collections.Immutable;

namespace XenGuestTools.Core.Proof;

/// <summary>Proves what one package's INF says: that Windows can read it, that its files are there, and that it installs the driver that its name says.</summary>
public static class InfProof
{
    /// <summary>In bytes. The INFs of these drivers have up to 15 KB, twice that in UTF-16; what is far larger is none of them, and some checks take time like the square of the size.</summary>
    public const int Largest = 128 * 1024;

    private const string TakeAgain = "Take the whole package from its source again.";

    public static ProvenInf Check(PackageFiles package, ProofOptions options)
    {
        var name = package.Name + ".inf";
        FileFindings findings = new(package.Name, name);
        if (!package.Files.TryGetValue(name, out var bytes))
        {
            findings.Error("XGD2001", 0, $"The package has no {name}.", "Put each package into the folder of its driver's name, with an INF of the same name.");
            return new(null, findings.All);
        }

        if (bytes.Length > Largest)
        {
            findings.Error("XGD2002", 0, $"{name} has {bytes.Length} bytes, and an INF of a Xen driver has less than {Largest}.", TakeAgain);
            return new(null, findings.All);
        }

        try
        {
            return new(Read(package, InfFile.Read(bytes.Span), options, findings), findings.All);
        }
        catch (InfException e)
        {
            if (!findings.HasError)
            {
                findings.Error("XGD2002", e.Line, $"{name} can't be read: {e.Message}", TakeAgain);
            }

            return new(null, findings.All);
        }
    }

    /// <summary>First what <see cref="DriverInf.From"/> would refuse with less precise words.</summary>
    private static DriverInf Read(PackageFiles package, InfFile file, ProofOptions options, FileFindings findings)
    {
        InfVersionProof.Check(file, findings);
        InfModelsProof.Check(file, findings);
        var inf = DriverInf.From(file);
        InfInstall install = new(file);
        InfAgeProof.Check(package.Name, file, inf, options, findings);
        InfFilesProof.Check(package, file, inf, install, findings);
        InfServicesProof.Check(package.Name, file, inf, install, findings);
        InfRoleProof.Check(package.Name, file, inf, findings);
        InfUnplugNotes.Check(inf, findings);
        return inf;
    }
}

/// <param name="Inf">Null where it can't be read; then the findings say why.</param>
public sealed record ProvenInf(DriverInf? Inf, ImmutableArray<ProofFinding> Findings);
