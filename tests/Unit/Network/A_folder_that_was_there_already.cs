using XenGuestTools.Core;

namespace XenGuestTools.Tests.Network;

public sealed class A_folder_that_was_there_already
{
    private const string Own = "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)";
    private const string SomeUser = "O:S-1-5-21-1-2-3-1001";

    [Fact]
    public void Is_used_when_it_is_as_we_make_it() => Assert.Null(FolderTrust.ProblemOf(FileAttributes.Directory, Own, Own, shared: false));

    [Theory]
    [InlineData(FileAttributes.Normal, Own, "a file")]
    [InlineData(FileAttributes.Directory | FileAttributes.ReparsePoint, Own, "a link")]
    [InlineData(FileAttributes.Directory, SomeUser + "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", SomeUser)]
    [InlineData(FileAttributes.Directory, SomeUser + "G:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", SomeUser)]
    [InlineData(FileAttributes.Directory, "O:BAD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;FA;;;BU)", "others")]
    [InlineData(FileAttributes.Directory, "O:BAD:(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", "others")]
    public void Is_refused_when_somebody_else_may_have_made_it_or_may_write_in_it(FileAttributes attributes, string security, string named) =>
        Assert.Contains(named, FolderTrust.ProblemOf(attributes, security, Own, shared: false), StringComparison.Ordinal);

    [Fact]
    public void Above_ours_may_be_readable_for_others_but_not_be_theirs()
    {
        Assert.Null(FolderTrust.ProblemOf(FileAttributes.Directory, "O:SYG:SYD:AI(A;OICIID;0x1200a9;;;BU)", Own, shared: true));
        Assert.NotNull(FolderTrust.ProblemOf(FileAttributes.Directory, SomeUser + "G:SYD:(A;OICI;FA;;;BA)", Own, shared: true));
    }
}
