using CsCheck;
using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class A_preprocessor_condition
{
    private static readonly SourceLine Line = new("test.wxs", 7);

    private static readonly PreprocessorVariables Variables = new(new Dictionary<string, string> { ["One"] = "1", ["Zero"] = "0", ["Empty"] = "", ["No"] = "no", ["Word"] = "Xen" });

    [Theory]
    [InlineData("$(One)", true)]
    [InlineData("$(Zero)", false)]
    [InlineData("$(Empty)", false)]
    [InlineData("$(No)", false)]
    [InlineData("$(Missing)", false)]
    [InlineData("not $(Missing)", true)]
    [InlineData("$(Word) = Xen", true)]
    [InlineData("$(Word)==\"Xen\"", true)]
    [InlineData("\"$(Word)\" != \"KVM\"", true)]
    [InlineData("$(Word) = xen", false)]
    [InlineData("$(Word) ~= xen", true)]
    [InlineData("$(One) < 2", true)]
    [InlineData("$(One) <= 1", true)]
    [InlineData("$(One) > 1", false)]
    [InlineData("10 >= 9", true)]
    [InlineData("$(One) AND $(Zero)", false)]
    [InlineData("$(One) or $(Zero)", true)]
    [InlineData("($(Zero) OR $(One)) AND NOT ($(Word) = KVM)", true)]
    public void Is_true_or_false(string text, bool expected) => Assert.Equal(expected, PreprocessorCondition.Evaluate(text, Variables, Line));

    [Theory]
    [InlineData("$(Missing) = 1", "not defined")]
    [InlineData("$(Word) < 2", "not a whole number")]
    [InlineData("$(One) OR $(One) AND $(Zero)", "mixes AND and OR")]
    [InlineData("($(One)", "no closing parenthesis")]
    [InlineData("Xen", "literal")]
    [InlineData("$(One) =", "ends too early")]
    [InlineData("", "ends too early")]
    [InlineData("$(One) $(One)", "where an operator belongs")]
    [InlineData("\"open", "no expression")]
    public void That_is_wrong_says_why_and_where(string text, string expected)
    {
        var message = Assert.Throws<BuildException>(() => PreprocessorCondition.Evaluate(text, Variables, Line)).Message;

        Assert.StartsWith("test.wxs(7): error: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_any_depth_means_what_its_parentheses_say()
    {
        var leaf = Gen.Bool.Select(b => (Text: b ? "$(One)" : "$(Zero)", Value: b));
        var tree = Gen.Recursive<(string Text, bool Value)>((depth, inner) => depth > 6 ? leaf : Gen.OneOf(
            leaf,
            inner.Select(i => ($"NOT ({i.Text})", !i.Value)),
            Gen.Select(inner, inner, (a, b) => ($"({a.Text}) AND ({b.Text})", a.Value && b.Value)),
            Gen.Select(inner, inner, (a, b) => ($"({a.Text}) OR ({b.Text})", a.Value || b.Value))));

        tree.Sample(t => PreprocessorCondition.Evaluate(t.Text, Variables, Line) == t.Value);
    }
}
