using System.Collections.Immutable;
using System.Text;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

/// <summary>One fault at a time, each made to the INF of a sample package.</summary>
public sealed class An_INF_of_a_package
{
    [Theory]
    [InlineData("xenvif", "$Windows NT$", "$Windows 95$", "XGD2003")]
    [InlineData("xenvif", "ClassGuid   = {4d36e97d-", "ClassGuid   = {4d36e972-", "XGD2004")]
    [InlineData("xenvif", "Class       = System", "Class       = Net", "XGD2004")]
    [InlineData("xenvif", "Class       = System", "", "XGD2004")]
    [InlineData("xenvif", "= {4d36e97d-e325-11ce-bfc1-08002be10318}", "= {00000000-e325-11ce-bfc1-08002be10318}", "XGD2004")]
    [InlineData("xenvif", "CatalogFile = xenvif.cat", "", "XGD2005")]
    [InlineData("xenvif", "CatalogFile = xenvif.cat", "CatalogFile =", "XGD2005")]
    [InlineData("xenvif", "PnpLockdown = 1", "PnpLockdown = 0", "XGD2006")]
    [InlineData("xenvif", "PnpLockdown = 1", "", "XGD2006")]
    [InlineData("xenvif", "%Provider% = Devices, NTamd64", "%Provider% = Devices, NTx86", "XGD2008")]
    [InlineData("xenvif", "%Provider% = Devices, NTamd64", "%Provider% = Devices", "XGD2008")]
    [InlineData("xenvif", "%Provider% = Devices, NTamd64", "%Provider% = Devices, NTamd64, NTamd64.ten", "XGD2009")]
    [InlineData("xenvif", "%Provider% = Devices, NTamd64", "%Provider% = Devices, NTamd64, NTamd64.10.0...1.2", "XGD2009")]
    [InlineData("xenvif", "%Provider% = Devices, NTamd64", "%Provider% = Devices, NTamd64, NTamd64.6.1", "XGD2009")]
    [InlineData("xenvif", "%Provider% = Devices, NTamd64", "%Provider% = Devices, NTamd128, NTamd64", "XGD2009")]
    [InlineData("xenvif", "[SourceDisksFiles]\nxenvif.sys = 1", "[SourceDisksFiles]", "XGD2012")]
    [InlineData("xenvif", "[SourceDisksFiles]", "[SourceDisksFiles]\nother.sys = 1", "XGD2011")]
    [InlineData("xenvif", "AddService = xenvif, 0x00000002,", "AddService = xenvif, 0x00000000,", "XGD2014")]
    [InlineData("xenvif", "AddService = xenvif,", "AddService = other,", "XGD2014")]
    [InlineData("xenvif", "[Vif]\n", "[Vif.NTamd64]\n", "XGD2014")]
    [InlineData("xenvif", "ServiceType    = 1 ", "ServiceType    = 0x10 ", "XGD2015")]
    [InlineData("xeniface", "ServiceType   = 0x10", "ServiceType   = 1", "XGD2015")]
    [InlineData("xenvif", @"ServiceBinary  = %12%\xenvif.sys", @"ServiceBinary  = %12%\xennet.sys", "XGD2016")]
    [InlineData("xenvif", @"ServiceBinary  = %12%\xenvif.sys", @"ServiceBinary  = %11%\xenvif.sys", "XGD2016")]
    [InlineData("xenvif", @"XENBUS\VEN_XP0001&DEV_VIF", @"XENBUS\VEN_XP0001&DEV_VBD", "XGD2017")]
    [InlineData("xenvif", @"XENBUS\VEN_XP0001&DEV_VIF&REV_0900000B", @"XENBUS\VEN_XP0001&DEV_VIF", "XGD2017")]
    [InlineData("xenvif", "Class       = System\nClassGuid   = {4d36e97d-", "Class       = Net\nClassGuid   = {4d36e972-", "XGD2018")]
    [InlineData("xennet", @"Net, XENVIF\VEN_XP0001", @"Net, XENBUS\VEN_XP0001", "XGD2017")]
    [InlineData("xenbus", @"PCI\VEN_5853&DEV_0001", @"PCI\VEN_5853&DEV_0003", "XGD2017")]
    [InlineData("xenbus", @"PCI\VEN_5853&DEV_0001", @"PCI\VEN_5853&DEV_C147", "XGD2017")]
    [InlineData("xenbus", @"PCI\VEN_5853&DEV_0001", @"PCI\VEN_5853&DEV_C000&SUBSYS_C0005853&REV_01", "XGD2020")]
    [InlineData("xenvif", "CopyFiles = @xenvif.sys", "CopyFiles = @xenvif.sys\nNeeds = Elsewhere", "XGD2021")]
    [InlineData("xenvbd", "StartType      = 0", "StartType      = 3", "XGD2022")]
    [InlineData("xenvif", "StartType      = 3", "StartType      = 4", "XGD2022")]
    [InlineData("xenvif", "StartType      = 3", "StartType      = 1", "XGD2022")]
    [InlineData("xeniface", "StartType     = 2", "StartType     = 4", "XGD2022")]
    [InlineData("xenvif", @"Services\XEN\Unplug", @"Services\XEN\ForceUnplug", "XGD2023")]
    [InlineData("xenvif", "DriverVer   = 11/22/2026,9.1.0.1", "DriverVer   = 13/22/2026,9.1.0.1", "XGD2002")]
    [InlineData("xenvif", "[DestinationDirs]", "[DestinationDirs", "XGD2002")]
    public void Has_exactly_one_finding_for_one_fault(string name, string part, string by, string code)
    {
        var findings = Check(ProofSamples.Package(name, ProofSamples.Replace(part, by))).Findings.RemoveAll(f => f.Code == "XGD2024");

        var finding = Assert.Single(findings.Select(f => (f.Code, f.File)).Distinct());
        Assert.Equal((code, $"{name}.inf"), finding);
        Assert.All(findings, f => Assert.EndsWith(".", f.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("StartType      = 3", "StartType      = 4", "AddService = xenvif")]
    [InlineData(@"XENBUS\VEN_XP0002&DEV_VIF", @"XENBUS\VEN_XP0002&DEV_NET", "&DEV_NET")]
    [InlineData("xenvif.sys = 1", "gone.sys = 1", "gone.sys = 1")]
    [InlineData("PnpLockdown = 1", "PnpLockdown = 0", "PnpLockdown")]
    public void Is_named_with_the_line_of_the_fault(string part, string by, string line)
    {
        var text = ProofSamples.Replace(part, by)(ProofSamples.InfText("xenvif"));

        var lines = Check(ProofSamples.Package("xenvif", _ => text)).Findings.Select(f => f.Line);

        Assert.Contains(text[..text.IndexOf(line, StringComparison.Ordinal)].Count(c => c == '\n') + 1, lines);
    }

    [Theory]
    [InlineData("NTamd64.10")]
    [InlineData("NTamd64.10.0")]
    [InlineData("NTamd64.6.1")]
    [InlineData("ntAMD64.10.0...14393")]
    [InlineData("NTamd64.10.0.0x0")]
    [InlineData("NTamd64.....")]
    public void May_decorate_its_models_in_any_documented_form(string target)
    {
        var text = ProofSamples.InfText("xenvif").Replace("= Devices, NTamd64", $"= Devices, {target}", StringComparison.Ordinal).Replace("[Devices.NTamd64]", $"[Devices.{target}]", StringComparison.Ordinal);

        Assert.Equal(["XGD2024"], Codes(ProofSamples.Package("xenvif", _ => text)));
    }

    [Theory]
    [InlineData("NTamd64.10.0...25398")]
    [InlineData("NTamd64.10.0.3")]
    [InlineData("NTamd64.10.1")]
    public void Only_for_a_newer_or_special_Windows_is_a_warning(string target)
    {
        var text = ProofSamples.InfText("xenvif").Replace("= Devices, NTamd64", $"= Devices, {target}", StringComparison.Ordinal).Replace("[Devices.NTamd64]", $"[Devices.{target}]", StringComparison.Ordinal);

        Assert.Equal(["XGD2010", "XGD2024"], Codes(ProofSamples.Package("xenvif", _ => text)));
    }

    [Fact]
    public void May_need_a_section_of_an_INF_that_it_includes() =>
        Assert.Equal(["XGD2024"], Codes(ProofSamples.Package("xenvif", ProofSamples.Replace("CopyFiles = @xenvif.sys", "CopyFiles = @xenvif.sys\nInclude = machine.inf\nNeeds = Elsewhere"))));

    [Theory]
    [InlineData("9.1.0.1", "2026-11-22", false, null)]
    [InlineData("9.1.0.0", "2026-11-21", false, null)]
    [InlineData("9.1.0.2", "2026-11-22", false, Severity.Error)]
    [InlineData("9.1.0.1", "2026-11-23", false, Severity.Error)]
    [InlineData("9.2", "2026-11-23", true, Severity.Warning)]
    public void Must_not_be_older_than_the_recorded_one_unless_that_is_meant(string version, string date, bool allowOlder, Severity? expected)
    {
        RecordedPackage recorded = new(Version.Parse(version), DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture));
        ProofOptions options = new(false, allowOlder, ImmutableDictionary<string, RecordedPackage>.Empty.Add("xenvif", recorded));

        var finding = InfProof.Check(ProofSamples.Package("xenvif"), options).Findings.SingleOrDefault(f => f.Code == "XGD2007");

        Assert.Equal(expected, finding?.Severity);
    }

    [Fact]
    public void Of_another_name_is_not_found() => Assert.Equal(["XGD2001"], Codes(new PackageFiles("xenvif", ProofSamples.Package("xenbus").Files)));

    [Fact]
    public void Too_large_to_be_one_is_not_read() => Assert.Equal(["XGD2002"], Codes(new PackageFiles("xenvif", [new("xenvif.inf", new byte[InfProof.Largest + 1])])));

    [Fact]
    public void Names_every_file_of_its_package_or_there_is_a_warning()
    {
        var package = ProofSamples.Package("xenvif");
        package = package with { Files = package.Files.Add("xenvif.pdb", new byte[1]) };

        var finding = Assert.Single(Check(package).Findings, f => f.Code == "XGD2013");
        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains("xenvif.pdb", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void May_have_its_files_in_a_sub_folder()
    {
        var package = ProofSamples.Package("xenvif", ProofSamples.Replace("xenvif.sys = 1", "xenvif.sys = 1, bin"));
        var moved = package.Files.Remove("xenvif.sys");

        Assert.Contains("XGD2011", Codes(package));
        Assert.Equal(["XGD2024"], Codes(package with { Files = moved.Add("bin/xenvif.sys", package.Files["xenvif.sys"]) }));
    }

    [Fact]
    public void Of_a_driver_that_is_none_of_the_five_is_a_warning()
    {
        var text = ProofSamples.InfText("xenvif").Replace("xenvif", "xencons", StringComparison.Ordinal);

        Assert.Contains("XGD2019", Codes(new PackageFiles("xencons", [new("xencons.inf", Encoding.UTF8.GetBytes(text)), new("xencons.sys", new byte[1]), new("xencons.cat", new byte[1])])));
    }

    private static ProvenInf Check(PackageFiles package) => InfProof.Check(package, ProofOptions.Strict);

    private static IEnumerable<string> Codes(PackageFiles package) => Check(package).Findings.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal);
}
