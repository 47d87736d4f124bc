using System.Xml.Linq;
using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class A_chain
{
    [Fact]
    public void Has_its_packages_in_order_with_full_paths_and_names()
    {
        var chain = Chain("""<RollbackBoundary Id="R" /><MsiPackage Id="a" SourceFile="!(bindpath.here)a-x64.msi" Visible="no" Vital="yes" Cache="force"><MsiProperty Name="P" Value="[V]" /></MsiPackage><PackageGroupRef Id="G" />""");
        var package = chain.Only("MsiPackage");

        Assert.Equal(["RollbackBoundary", "MsiPackage", "PackageGroupRef"], chain.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(("a-x64.msi", "no", "yes", "always"), (package.Get("Name"), package.Get("Visible"), package.Get("Vital"), package.Get("Cache")));
        Assert.EndsWith("\\a-x64.msi", package.Get("SourceFile"), StringComparison.Ordinal);
        Assert.Equal(("P", "[V]"), (package.Only("MsiProperty").Get("Name"), package.Only("MsiProperty").Get("Value")));
    }

    [Fact]
    public void Calls_the_arguments_of_a_program_its_command()
    {
        var package = Chain("""
            <ExePackage Id="e" SourceFile="e.exe" DetectCondition="D" InstallArguments="i" RepairArguments="r" UninstallArguments="u" PerMachine="yes" Permanent="yes" Bundle="no">
            <ExitCode Value="0" Behavior="success" /><ExitCode Behavior="error" /></ExePackage>
            """).Only("ExePackage");

        Assert.Equal(("i", "r", "u", "D"), (package.Get("InstallCommand"), package.Get("RepairCommand"), package.Get("UninstallCommand"), package.Get("DetectCondition")));
        Assert.Null(package.Get("Bundle"));
        Assert.Equal(2, package.Elements(V3.Core + "ExitCode").Count());
    }

    [Theory]
    [InlineData("""<RollbackBoundary Id="R" Transaction="yes" />""", "RollbackBoundary/@Transaction")]
    [InlineData("""<ExePackage Id="e" SourceFile="e.exe" Bundle="yes" />""", "ExePackage/@Bundle=\"yes\"")]
    [InlineData("""<MsiPackage Id="a" SourceFile="a.msi"><MsiProperty Name="P" Value="1" Condition="X" /></MsiPackage>""", "MsiProperty/@Condition")]
    [InlineData("""<BundlePackage Id="b" SourceFile="b.exe" />""", "<BundlePackage>")]
    public void Refuses_what_the_engine_of_WiX_3_has_not(string body, string expected) =>
        Assert.Contains(expected, Assert.Throws<BuildException>(() => Chain(body)).Message, StringComparison.Ordinal);

    private static XElement Chain(string body)
    {
        using var authoring = new Authoring();
        return authoring.Convert($"""<Bundle Name="B" Version="1.0" Manufacturer="M" UpgradeCode="11111111-2222-3333-4444-555555555555"><Chain>{body}</Chain></Bundle>""").Only("Chain");
    }
}
