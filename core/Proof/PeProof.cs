using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using PeMachine = System.Reflection.PortableExecutable.Machine;

namespace XenGuestTools.Core.Proof;

/// <summary>Proves that a package's drivers, programs and libraries are whole, for x64, and of the version that the INF says.</summary>
public static class PeProof
{
    private const string TakeAgain = "Take the whole package from its source again.";

    public static ImmutableArray<ProofFinding> Check(PackageFiles package, DriverInf inf) =>
        [.. package.Files.Where(file => Names.Among([".sys", ".exe", ".dll"], Path.GetExtension(file.Key))).SelectMany(file => Check(package.Name, file.Key, file.Value, inf))];

    private static ImmutableArray<ProofFinding> Check(string package, string name, ReadOnlyMemory<byte> bytes, DriverInf inf)
    {
        FileFindings findings = new(package, name);
        var isDriver = name.EndsWith(".sys", StringComparison.OrdinalIgnoreCase);
        if (PeImage.TryRead(bytes) is not { } image)
        {
            findings.Error("XGD2030", 0, $"{name} is no driver, program or library of Windows: it does not start with the headers of one.", TakeAgain);
        }
        else if (image.Missing() is { } missing)
        {
            findings.Error("XGD2031", 0, $"{name} is cut off: {missing} lies beyond its {bytes.Length} bytes.", TakeAgain);
        }
        else
        {
            CheckMachine(name, image, isDriver, findings);
            CheckVersion(name, image, isDriver, inf, findings);
        }

        return findings.All;
    }

    private static void CheckMachine(string name, PeImage image, bool isDriver, FileFindings findings)
    {
        if (image.Machine != PeMachine.Amd64)
        {
            findings.Error("XGD2032", 0, $"{name} is for the processor {image.Machine}, and the setup program is for x64 (Amd64).", "Take the x64 package.");
        }

        if (isDriver && image.Subsystem != Subsystem.Native)
        {
            findings.Error("XGD2033", 0, $"{name} is of the subsystem {image.Subsystem}, and a kernel driver is Native.", TakeAgain);
        }

        if (isDriver && image.Checksum != 0 && image.Checksum != image.ComputeChecksum())
        {
            findings.Error("XGD2036", 0, $"{name} has the checksum 0x{image.Checksum:X8} and should have 0x{image.ComputeChecksum():X8}: the file was changed or is damaged, and Windows does not boot with such a driver.", TakeAgain);
        }
    }

    private static void CheckVersion(string name, PeImage image, bool isDriver, DriverInf inf, FileFindings findings)
    {
        var version = image.FileVersion();
        if (version is null)
        {
            findings.Warning("XGD2034", 0, $"{name} has no version resource, so nothing shows that it belongs to version {inf.Version}.", "Nothing to do if the publisher's other files have none either.");
        }
        else if (version != inf.Version)
        {
            findings.Add("XGD2035", isDriver ? Severity.Error : Severity.Warning, 0, $"{name} has version {version}, and the INF has {inf.Version}.", "Take all files of the package from one release.");
        }
    }
}
