using CsCheck;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.Tests.Windows;

public sealed class A_REG_MULTI_SZ
{
    [Theory]
    [InlineData("a\0b\0\0", new[] { "a", "b" })]
    [InlineData("a\0b\0", new[] { "a", "b" })]
    [InlineData("a\0b", new[] { "a", "b" })]
    [InlineData("a\0\0b\0\0", new[] { "a" })]
    [InlineData("\0", new string[0])]
    [InlineData("", new string[0])]
    public void Ends_at_the_empty_string_or_with_the_data(string text, string[] expected) => Assert.Equal(expected, MultiString.Parse(text));

    [Fact]
    public void Gives_back_the_strings_it_was_made_of() =>
        Gen.String[Gen.Char['!', '~'], 1, 20].Array[0, 8].Sample(strings => MultiString.Parse(string.Concat(strings.Select(s => s + '\0')) + '\0').SequenceEqual(strings));
}
