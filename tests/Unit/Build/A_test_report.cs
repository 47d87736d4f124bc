using System.Xml.Linq;
using XenGuestTools.Build.Testing;

namespace XenGuestTools.Tests.Build;

public class A_test_report
{
    [Fact]
    public void counts_errors_outside_tests_as_failures()
    {
        var report = XDocument.Parse("<assemblies><assembly passed='5' failed='1' skipped='2' errors='1'/></assemblies>");
        Assert.Equal(new TestCount(5, 2, 2), TestRun.Count(report));
    }

    [Fact]
    public void closes_with_the_line_that_CI_reads()
    {
        Assert.Equal("5 passed, 0 failed", new TestCount(5, 0, 0).ToString());
        Assert.Equal("5 passed, 1 failed, 2 skipped", new TestCount(5, 1, 2).ToString());
    }
}
