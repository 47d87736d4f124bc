using CsCheck;
using Microsoft.Win32;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Windows.Cleaning;
using XenGuestTools.Tests.Build;

namespace XenGuestTools.Tests.Cleaning;

/// <summary>The folder of a clean-up is on a disk for months; whatever has happened to its lists, undo says so in one sentence.</summary>
public sealed class A_backup
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char[' ', '~'], 1, 20];

    private static readonly Gen<string> IndexLines = Gen.OneOf(
        Gen.Select(Texts, Texts).Select((file, entry) => $"{file}\tkey {entry}"),
        Gen.Select(Texts, Texts, Gen.Int).Select((key, name, number) => $"{new SavedValue(RegistryValueKind.DWord, number)}\t{BackupEntry.Value(key, name)}"),
        Gen.Select(Texts, Texts).Select((services, name) => $"{services}\t{BackupEntry.Filter(new RemoveClassFilter(Guid.Empty, true, name))}"));

    private static readonly Gen<string> StepLines = Gen.OneOf(
        Texts.Select(name => new MachineStep(new DeleteService(name), "oem1.inf").ToString()),
        Gen.Select(Gen.Guid, Texts).Select((code, name) => new UninstallProduct(code, name, false).ToString()),
        Texts.Select(name => new MachineStep(new RemoveClassFilter(Guid.Empty, false, name, "ControlSet002"), null).ToString()),
        Texts.Select(name => new DeleteTask(name).ToString()));

    [Theory]
    [InlineData("no entry at all")]
    [InlineData("registry\\0001 a.reg\tkeys SOFTWARE\\a")]
    [InlineData("\tkey SOFTWARE\\a")]
    [InlineData("1 text\tvalue SOFTWARE\\a")]
    [InlineData("text\tvalue SOFTWARE\\a|name")]
    [InlineData("x text\tvalue SOFTWARE\\a|name")]
    [InlineData("4 many\tvalue SOFTWARE\\a|name")]
    [InlineData("7 a b\tvalue SOFTWARE\\a|name")]
    public void Whose_index_is_damaged_can_not_be_used(string line)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "index.txt"), line + "\n");

        var error = Assert.Throws<CleanException>(() => new CleanBackup(folder.Path));

        Assert.StartsWith("XGT1304: The backup", error.Message, StringComparison.Ordinal);
        Assert.Contains(line, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_any_character_of_its_lists_changed_is_read_or_can_not_be_used() => Gen.Select(IndexLines, StepLines, Gen.Int[0, 200], Gen.Char['\t', '~'].Where(c => c is not ('\r' or '\n'))).Sample(
        (index, steps, at, spoilt) =>
        {
            using TemporaryFolder folder = new();
            File.WriteAllText(Path.Combine(folder.Path, "index.txt"), Spoil(index, at, spoilt) + "\n");
            File.WriteAllText(Path.Combine(folder.Path, "steps.txt"), Spoil(steps, at, spoilt) + "\n");
            try
            {
                Assert.InRange(new CleanBackup(folder.Path).Steps.Length, 0, 1);
            }
            catch (CleanException e)
            {
                Assert.StartsWith("XGT1304", e.Message, StringComparison.Ordinal);
            }
        },
        iter: 500);

    [Fact]
    public void Has_what_was_added_to_it_when_it_is_read_again() => Gen.Select(Texts, Texts, Gen.OneOf<object>(Gen.Int.Select(number => (object)number), Texts.Select(text => (object)text))).Sample(
        (key, name, data) =>
        {
            using TemporaryFolder folder = new();
            var saved = SavedValue.Of(data, data is int ? RegistryValueKind.DWord : RegistryValueKind.ExpandString)!;
            new CleanBackup(folder.Path).Add(BackupEntry.Value(key, name), saved.ToString());

            Assert.Equal(saved, SavedValue.Parse(new CleanBackup(folder.Path).Find(BackupEntry.Value(key, name))!));
        },
        iter: 200);

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("a\ttab")]
    [InlineData("return\r")]
    public void Holds_no_value_that_is_no_line(string data) => Assert.Null(SavedValue.Of(data, RegistryValueKind.String));

    private static string Spoil(string line, int at, char spoilt) => at < line.Length ? line[..at] + spoilt + line[(at + 1)..] : line[..(at % (line.Length + 1))];
}

public sealed class The_key_of_a_product
{
    /// <summary>A product of Office 2007 and its key, as many pages on the web have them.</summary>
    [Fact]
    public void Has_the_product_code_with_each_group_backwards() =>
        Assert.Equal("00002109E60090400000000000F01FEC", InstallerKeys.Packed(new Guid("90120000-006E-0409-0000-0000000FF1CE")));
}
