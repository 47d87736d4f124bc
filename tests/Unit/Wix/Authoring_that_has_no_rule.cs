namespace XenGuestTools.Tests.Wix;

public sealed class Authoring_that_has_no_rule
{
    [Theory]
    [InlineData("<Sauna />", "<Sauna> of http://wixtoolset.org/schemas/v4/wxs is an element that the down-leveller for WiX 3 has no rule for")]
    [InlineData("""<Property Id="A" Temperature="90" />""", "Property/@Temperature is an attribute that the down-leveller for WiX 3 has no rule for")]
    [InlineData("""<Property Id="A" xmlns:x="urn:x" x:Id="B" />""", "Property/@Id is an attribute")]
    [InlineData("""<Property Id="A">text</Property>""", "<Property> has text")]
    [InlineData("""<Binary Id="A" />""", "Binary/@SourceFile is missing")]
    public void Stops_the_build_with_its_line(string body, string expected)
    {
        var message = Authoring.Refusal("\n\n" + body);

        Assert.Contains("source.wxs(4): error: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }
}
