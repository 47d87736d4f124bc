using CsCheck;
using XenGuestTools.Core.Windows;
using XenGuestTools.Tests.Build;

namespace XenGuestTools.Tests.Windows;

public sealed class A_file_of_lines
{
    [Fact]
    public void Has_the_lines_that_were_appended() => Gen.String[Gen.Char['\t', 'z'].Where(c => c is not ('\n' or '\r')), 1, 20].Array[0, 8].Sample(lines =>
    {
        using TemporaryFolder folder = new();
        LineFile file = new(Path.Combine(folder.Path, "lines.txt"));
        foreach (var line in lines)
        {
            file.Append(line);
        }

        Assert.Equal(lines, file.Read());
    }, iter: 100);

    [Fact]
    public void Drops_a_line_that_a_loss_of_power_has_cut_off_and_goes_on_after_the_last_whole_one()
    {
        using TemporaryFolder folder = new();
        var path = Path.Combine(folder.Path, "lines.txt");
        File.WriteAllText(path, "first\nsec");
        LineFile file = new(path);

        Assert.Equal(["first"], file.Read());
        file.Append("third");
        Assert.Equal(["first", "third"], file.Read());
    }
}
