using XenGuestTools.Build;
using XenGuestTools.Build.Deploy;

namespace XenGuestTools.Tests.Deploy;

/// <summary>The file of a transform. That Windows Installer takes it is shown in a machine (A_transform of the machine tests).</summary>
public sealed class A_transform
{
    /// <summary>Of Windows Installer for a transform.</summary>
    private static readonly byte[] Class = new Guid("000C1082-0000-0000-C000-000000000046").ToByteArray();

    [Fact]
    public void Is_the_same_to_the_last_byte_for_the_same_answer() => Assert.Equal(Make(("REBOOT", "ReallySuppress")), Make(("REBOOT", "ReallySuppress")));

    [Fact]
    public void Is_a_compound_file_of_the_class_of_transforms()
    {
        var file = Make(("REBOOT", "ReallySuppress"));

        Assert.Equal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], file[..8]);
        Assert.Equal(0, file.Length % 512);
        Assert.Equal(Class, file[(1024 + 80)..(1024 + 96)]); // the first entry of the directory
    }

    /// <summary>The names that an MSI of WiX has for the same tables.</summary>
    [Theory]
    [InlineData("Property", "䡀䕙䓲䕨䜷")]
    [InlineData("_StringPool", "䡀㼿䕷䑬㹪䒲䠯")]
    [InlineData("_StringData", "䡀㼿䕷䑬㭪䗤䠤")]
    public void Names_its_streams_as_an_MSI_does(string table, string stream) => Assert.Equal(stream, MsiTransform.Table(table));

    [Fact]
    public void Is_made_for_every_property_that_a_policy_may_set_and_for_the_restart() => Assert.Equal(
        ContractPage.Table("## Properties").Where(row => row[2] == "yes").Select(row => $"{row[0]}=1").Append("REBOOT=ReallySuppress").Order(StringComparer.Ordinal),
        Transforms.Answers.Select(answer => $"{answer.Property}={answer.Value}").Order(StringComparer.Ordinal));

    [Fact]
    public void Is_explained_on_the_page_of_Group_Policy()
    {
        var page = File.ReadAllText(Path.Combine(Releases.Sources, "gpo", "README.md"));

        Assert.All(Transforms.Answers, answer => Assert.Contains($"| `{Path.GetFileName(answer.File)}` | `{answer.Property}={answer.Value}` |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Is_not_made_of_more_than_a_small_file_can_hold()
    {
        var streams = Enumerable.Range(0, 20).ToDictionary(i => $"stream {i}", _ => new byte[4000]);

        Assert.Contains("sectors", Assert.Throws<BuildException>(() => CompoundFile.Of(Guid.Empty, streams)).Message, StringComparison.Ordinal);
        Assert.Contains("'s", Assert.Throws<BuildException>(() => CompoundFile.Of(Guid.Empty, new Dictionary<string, byte[]> { ["'s"] = new byte[4096] })).Message, StringComparison.Ordinal);
    }

    private static byte[] Make(params (string, string)[] properties) => MsiTransform.Adding("a subject", "somebody", properties);
}
