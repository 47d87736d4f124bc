using CsCheck;
using XenGuestTools.Build.Deploy;

namespace XenGuestTools.Tests.Deploy;

/// <summary>out/deploy/numbers.md and the table in docs/deploy.md.</summary>
public sealed class The_numbers_of_a_rollout
{
    [Fact]
    public void Are_those_of_the_contract_page_for_the_build_that_it_cites()
    {
        var cited = ContractPage.Table("## Ten thousand VMs").ToDictionary(r => r[0], r => r[1]);
        Numbers numbers = new(17_071_103, 20_537_856);

        Assert.Equal(
            (Numbers.Text(numbers.Setup), Numbers.Text(numbers.Packages), Numbers.Text(numbers.Moved), Numbers.Text(numbers.FreeSpace)),
            (cited["content per VM with the setup program"], cited["content per VM with the six MSIs"], cited["10,000 VMs, setup program"], cited["free space per VM while it installs"]));
        Assert.Equal($"{Numbers.Text(numbers.ToPoints)} to them, {Numbers.Text(numbers.FromPoint)} from each", cited["the same through 20 distribution points"]);
    }

    [Fact]
    public void Add_up() => Gen.Select(Gen.Long[1, 1L << 32], Gen.Long[1, 1L << 32]).Sample((setup, packages) =>
    {
        Numbers numbers = new(setup, packages);
        return numbers.FromPoint * 20 == numbers.Moved && numbers.FreeSpace > setup + packages && numbers.ToPoints < numbers.Moved;
    });

    [Theory]
    [InlineData(999_949, "999.9 kB")]
    [InlineData(7_326_135, "7.3 MB")]
    [InlineData(146_522_700, "147 MB")]
    [InlineData(3_663_067_500, "3.7 GB")]
    [InlineData(73_261_350_000, "73 GB")]
    public void Are_written_in_the_unit_that_fits(long bytes, string expected) => Assert.Equal(expected, Numbers.Text(bytes));

    [Fact]
    public void Stand_on_a_page_with_the_name_and_the_version_of_the_build()
    {
        var page = Numbers.Of(Releases.Some()).Page("Some Tools", "1.2.3");

        Assert.StartsWith("# Some Tools 1.2.3 in numbers\n", page, StringComparison.Ordinal);
        Assert.Contains("| content per VM with the setup program | 7.3 MB |", page, StringComparison.Ordinal);
    }
}
