using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Proof;

/// <summary>The five packages together.</summary>
public sealed class A_set_of_packages
{
    [Fact]
    public void Of_samples_has_notes_only_and_is_told_with_versions_and_hashes()
    {
        var report = Run(ProofSamples.All);

        Assert.True(report.Ok);
        Assert.All(report.Findings, f => Assert.Equal(("XGD2024", Severity.Note), (f.Code, f.Severity)));
        Assert.Equal(ProofSamples.Names, report.Packages.Select(package => package.Name));
        var xenvif = report.Packages[0];
        Assert.Equal(("Example", "System", ProofSamples.Version, new DateOnly(2026, 11, 22)), (xenvif.Provider, xenvif.ClassName, xenvif.Version, xenvif.Date));
        Assert.Equal(["xenvif.cat", "xenvif.inf", "xenvif.sys"], xenvif.Files.Select(file => file.Name));
        var image = TinyDriver.Bytes(ProofSamples.Version);
        Assert.Equal(new ProvenFile("xenvif.sys", image.Length, Convert.ToHexStringLower(SHA256.HashData(image))), xenvif.Files[2]);
    }

    [Fact]
    public void Of_upstream_INFs_has_no_fault_but_missing_files()
    {
        var report = Run([.. ReferenceInf.Names.Select(name => new PackageFiles(name, [new($"{name}.inf", ReferenceInf.Bytes(name))]))]);

        Assert.Equal(5, report.Packages.Length);
        Assert.Equal(["XGD2011"], report.Findings.Where(f => f.Severity != Severity.Note).Select(f => f.Code).Distinct());
        Assert.Equal(12, report.Findings.Count(f => f.Code == "XGD2011"));
        Assert.Equal(["XGD2024"], report.Findings.Where(f => f.Severity == Severity.Note).Select(f => f.Code).Distinct());
    }

    [Theory]
    [InlineData("xenbus", "XGD2040", Severity.Error)]
    [InlineData("xenvbd", "XGD2040", Severity.Error)]
    [InlineData("xennet", "XGD2041", Severity.Warning)]
    public void Without_one_of_them_names_it(string name, string code, Severity severity)
    {
        var finding = Only([.. ProofSamples.All.Where(package => package.Name != name)]);

        Assert.Equal((code, severity, ""), (finding.Code, finding.Severity, finding.Package));
        Assert.Contains(name, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_one_twice_is_refused() => Assert.Equal("XGD2042", Only(ProofSamples.All.Add(ProofSamples.All[0])).Code);

    [Theory]
    [InlineData("xennet", "VEN_XP", "VEN_XN", "XGD2043")]
    [InlineData("xenbus", "\"Example\"", "\"Somebody else\"", "XGD2044")]
    [InlineData("xenvif", "REV_0900000B", "REV_0A000000", "XGD2046")]
    [InlineData("xenvbd", "REV_0900000B", "REV_08000009", "XGD2047")]
    [InlineData("xenbus", "\"IFACE\", \"CONS\"\nHKR, \"Parameters\", \"Syn", "\"CONS\"\nHKR, \"Parameters\", \"Syn", "XGD2048")]
    [InlineData("xenvbd", "Vbd, XENBUS\\VEN_XP0002", "Vbd, XENBUS\\VEN_XP0003", "XGD2049")]
    public void That_does_not_fit_together_has_a_finding(string name, string part, string by, string code) =>
        Assert.Contains(Run(ProofSamples.With(ProofSamples.Package(name, ProofSamples.Replace(part, by)))).Findings, f => f.Code == code);

    [Fact]
    public void Of_two_major_versions_is_refused_and_the_message_tells_who_has_which()
    {
        var findings = Run(ProofSamples.With(ProofSamples.Package("xenvif", ProofSamples.Replace("9.1.0.1", "8.2.0.1")))).Findings;

        Assert.Contains("9: xennet, xenvbd, xeniface, xenbus", Assert.Single(findings, f => f.Code == "XGD2045").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_told_by_package_file_and_line()
    {
        var findings = Run([.. ProofSamples.All.Select(package => package with { Files = package.Files.Remove($"{package.Name}.sys") }).Reverse()]).Findings;

        Assert.Equal(findings.OrderBy(f => f.Package, StringComparer.Ordinal).ThenBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line), findings);
        Assert.Equal(5, findings.Count(f => f.Code == "XGD2011"));
    }

    [Fact]
    public void Whose_one_INF_is_damaged_is_still_proven_for_the_others()
    {
        var report = Run(ProofSamples.With(ProofSamples.Package("xenvif", _ => "[Version")));

        Assert.Equal(ProofSamples.Names.Remove("xenvif"), report.Packages.Select(package => package.Name));
        Assert.Equal("XGD2002", Assert.Single(report.Findings, f => f.Severity == Severity.Error).Code);
    }

    [Fact]
    public void With_any_bytes_changed_in_its_INFs_gives_findings_only() =>
        Gen.Select(Gen.Int[0, 4], Gen.Select(Gen.Double[0, 1], Gen.OneOf(Gen.Byte, Gen.OneOf("\0\u001a\r\n[]\"%;,\\=.|@"u8.ToArray()))).Array[1, 20]).Sample((which, changes) =>
        {
            var name = ProofSamples.Names[which];
            var bytes = ProofSamples.All[which].Files[$"{name}.inf"].ToArray();
            foreach (var (place, value) in changes)
            {
                bytes[(int)(place * (bytes.Length - 1))] = value;
            }

            var (inf, findings) = InfProof.Check(new PackageFiles(name, ProofSamples.All[which].Files.SetItem($"{name}.inf", bytes)), ProofOptions.Strict);

            Assert.All(findings.Concat(SetProof.Check([.. Infs.Select(member => member.Name == name ? (name, inf) : member)], ProofOptions.Strict)), f => Assert.EndsWith(".", f.Message, StringComparison.Ordinal));
        }, iter: 5_000);

    /// <summary>The largest INFs that are read, made to be slow: each reference leads to as much text as there can be.</summary>
    [Theory]
    [InlineData("[{0}]\n")]
    [InlineData("[S]\nAddReg=L\n[M.NTamd64]\nd=I,PCI\\{0}\n")]
    [InlineData("[I]\nCopyFiles=L\n[L]\nf{0}\n")]
    [InlineData("[I]\nCopyFiles=@f{0}\n[SourceDisksFiles]\nf{0}=1\n")]
    [InlineData("[I]\nNeeds=N{0}\n[N{0}]\nCopyFiles=L\n[L]\nf{0}\n")]
    [InlineData("[M.NTamd64]\nd=I{0},X{0}\n[I{0}]\nNeeds=I\n[I]\nCopyFiles=L\n[L]\nf{0}\n")]
    [InlineData("[Manufacturer]\nm=M,NTamd64,NTamd64,NTamd64,NTamd64,NTamd64\n")]
    [InlineData("[S]\nAddReg=R,R,R\n[R]\nHKLM,k,{0},0,1\n")]
    [InlineData("[Strings]\nabc=\"{0} abc abc abc abc abc abc abc abc abc abc\"\n[Version]\nx=%abc%,%abc%,%abc%,%abc%,%abc%,%abc%,%abc%\n")]
    public void With_the_worst_INFs_is_proven_in_seconds(string unit)
    {
        StringBuilder text = new(ProofSamples.InfText("xenvif"));
        text.Append("[Manufacturer]\nm=M,NTamd64\n[M.NTamd64]\nd=I,XENBUS\\VEN_XP0001&DEV_VIF&REV_0900000B\n[I]\nCopyFiles=L\n[I.Services]\nAddService=xenvif,2,S\n[S]\nServiceType=1\nStartType=3\nServiceBinary=%12%\\xenvif.sys\n[L]\n");
        for (var i = 0; text.Length < InfProof.Largest - 200; i++)
        {
            text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, unit, i);
        }

        var clock = Stopwatch.StartNew();
        InfProof.Check(new PackageFiles("xenvif", [new("xenvif.inf", Encoding.UTF8.GetBytes(text.ToString()))]), ProofOptions.Strict);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10); // far below a second on a machine that does nothing else
    }

    [Fact]
    public void Of_a_thousand_takes_memory_like_their_number()
    {
        Allocated(100);

        Assert.InRange(Allocated(1_000), 0, Allocated(100) * 12);
    }

    [Fact]
    public void Without_the_bus_is_a_warning_while_packages_are_added()
    {
        ImmutableArray<PackageFiles> packages = [.. ProofSamples.All.Where(package => package.Name != "xenbus")];

        var adding = PackageSetProof.Run(packages, ProofOptions.Strict with { AllowMissing = true }, (_, _, _) => new(new(SignatureKind.None, "", "", null), []));

        Assert.Equal(Severity.Error, Assert.Single(Run(packages).Findings, f => f.Code == "XGD2040").Severity);
        Assert.Equal(Severity.Warning, Assert.Single(adding.Findings, f => f.Code == "XGD2040").Severity);
    }

    private static readonly ImmutableArray<(string Name, DriverInf? Inf)> Infs = [.. ProofSamples.All.Select(package => (package.Name, InfProof.Check(package, ProofOptions.Strict).Inf))];

    private static long Allocated(int count)
    {
        ImmutableArray<PackageFiles> packages = [.. Enumerable.Range(0, count).Select(i => ProofSamples.All[i % 5])];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var report = Run(packages);
        Assert.Equal(count, report.Packages.Length);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static ProofFinding Only(ImmutableArray<PackageFiles> packages) => Assert.Single(Run(packages).Findings, f => f.Severity != Severity.Note);

    /// <summary>Without catalogs, which have tests of their own.</summary>
    private static ProofReport Run(ImmutableArray<PackageFiles> packages) =>
        PackageSetProof.Run(packages, ProofOptions.Strict, (_, _, _) => new(new(SignatureKind.None, "", "", null), []));
}
