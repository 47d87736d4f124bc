using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Drivers;

/// <summary>Five driver packages, written by hand: INF, catalog, program. And a proof that reads the INFs alone.</summary>
internal static class SomePackages
{
    public static IReadOnlyList<string> Names => ["xenvif", "xennet", "xenvbd", "xeniface", "xenbus"];

    /// <summary>By path, <c>xenbus/x64/xenbus.inf</c> and so on.</summary>
    /// <param name="architecture">The folder below the driver's; "" for none.</param>
    public static Dictionary<string, byte[]> Files(string architecture = "x64", string version = "9.1.0.114", string provider = "Example") => Names
        .SelectMany(name => Package(name, version, provider), (name, file) => (Path: string.Join('/', new[] { name, architecture, file.Key }.Where(part => part.Length > 0)), file.Value))
        .ToDictionary(file => file.Path, file => file.Value);

    public static Dictionary<string, byte[]> Package(string name, string version, string provider) => new()
    {
        [name + ".inf"] = Encoding.ASCII.GetBytes(Inf(name, version, provider)),
        [name + ".cat"] = [],
        [name + ".sys"] = Samples.TinyImage.Bytes(),
    };

    public static void Write(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    /// <summary>Takes every package whose INF can be read.</summary>
    public static ProofReport InfsAlone(IReadOnlyList<PackageFiles> packages, ProofOptions options)
    {
        var findings = ImmutableArray<ProofFinding>.Empty;
        var proven = ImmutableArray<ProvenPackage>.Empty;
        foreach (var package in packages)
        {
            try
            {
                var inf = DriverInf.From(InfFile.Read(package.Files[package.Name + ".inf"].Span));
                var files = package.Files.Select(f => new ProvenFile(f.Key, f.Value.Length, Convert.ToHexStringLower(SHA256.HashData(f.Value.Span))));
                proven = proven.Add(new(package.Name, inf.Provider, inf.ClassName, inf.Version, inf.Date, inf.HardwareIds, new(SignatureKind.SelfSigned, "A <signer>", "", null), [.. files]));
            }
            catch (InfException e)
            {
                findings = findings.Add(new("XGD2001", Severity.Error, package.Name, package.Name + ".inf", e.Line, e.Message, "Take another."));
            }
        }

        return new(proven, findings);
    }

    private static string Inf(string name, string version, string provider) => $$"""
        [Version]
        Class = System
        ClassGuid = {4d36e97d-e325-11ce-bfc1-08002be10318}
        Provider = "{{provider}}"
        CatalogFile = {{name}}.cat
        DriverVer = 11/03/2025,{{version}}
        [Manufacturer]
        Example = Devices, NTamd64
        [Devices.NTamd64]
        Example = Install, XENBUS\VEN_XP0001&DEV_{{name}}
        [SourceDisksFiles]
        {{name}}.sys = 0,,
        [DestinationDirs]
        DefaultDestDir = 12
        [Install]
        CopyFiles = @{{name}}.sys
        [Install.Services]
        AddService = {{name}}, 2, Service
        [Service]
        ServiceType = 1
        StartType = 0
        ErrorControl = 1
        ServiceBinary = %12%\{{name}}.sys
        """;
}
