using CsCheck;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.Windows;

namespace XenGuestTools.Tests.Agent;

/// <summary>What goes through the IOCTLs and comes back.</summary>
public sealed class A_text_for_xeniface
{
    [Fact]
    public void Of_a_write_is_path_value_and_one_NUL_more() =>
        Assert.Equal("data/os_name\0Windows\0\0"u8.ToArray(), IfaceText.Ended("data/os_name", "Windows"));

    [Fact]
    public void Is_refused_here_when_the_driver_would_refuse_it() =>
        Assert.All(new[] { "a\0b", "ü", "a\n", "\u007f" }, text => Assert.Throws<ArgumentException>(() => IfaceText.Ended(text)));

    [Fact]
    public void Can_be_made_of_all_that_is_published() => AnyGuest.Trees.Sample(tree => tree.All(e => IfaceText.Ended(e.Path, e.Value).Length == e.Path.Length + e.Value.Length + 3));

    [Fact]
    public void Comes_back_up_to_its_end() => Gen.String[Gen.Char[' ', '~'], 0, 200].Sample(text => IfaceText.First(IfaceText.Ended(text)) == text && IfaceText.First(IfaceText.Ended(text).AsSpan(0, text.Length)) == text);

    [Fact]
    public void Comes_back_as_the_list_it_was() => Gen.String[Gen.Char['!', '~'], 1, 20].Array[0, 40].Sample(names => IfaceText.All(IfaceText.Ended(names)).SequenceEqual(names));

    [Fact]
    public void Of_any_bytes_is_a_list_or_no_text() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        try
        {
            return IfaceText.All(bytes).All(name => name.Length > 0) && IfaceText.First(bytes).Length <= bytes.Length;
        }
        catch (XenStoreException e)
        {
            return e.Error == XenStoreError.NotText;
        }
    });

    [Theory]
    [InlineData(5, XenStoreError.Refused)]
    [InlineData(1450, XenStoreError.Full)] // xenbus's word for ENOSPC
    [InlineData(31, XenStoreError.Other)] // and for what it does not know
    [InlineData(1167, XenStoreError.Gone)]
    [InlineData(87, XenStoreError.Other)]
    public void That_fails_fails_for_the_reason_that_Windows_names(int code, XenStoreError error) => Assert.Equal(error, IfaceError.Of(code));
}
