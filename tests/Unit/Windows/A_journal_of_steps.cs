using XenGuestTools.Core.Windows;

namespace XenGuestTools.Tests.Windows;

public sealed class A_journal_of_steps
{
    /// <summary>Step 3 of an earlier run could not be taken back, those before it were: the count of what is left would be a name that is used already, and its data would be lost.</summary>
    [Theory]
    [InlineData("0001 InstallDriver")]
    [InlineData("0004 InstallDriver", "0003 InstallDriver")]
    [InlineData("0004 RemoveDriver", "0001 InstallDriver", "0003 InstallDriver")]
    [InlineData("0010 InstallDriver", "0009 InstallDriver")]
    public void Gives_each_step_a_name_that_comes_after_all_others(string name, params string[] entries) =>
        Assert.Equal(name, StepJournal.NextName(entries, name[5..]));
}
