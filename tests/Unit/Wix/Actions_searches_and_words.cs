using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class Actions_searches_and_words
{
    [Fact]
    public void A_reference_is_a_key()
    {
        var action = Authoring.Single("""<CustomAction Id="A" BinaryRef="B" DllEntry="E" Execute="deferred" Impersonate="no" />""");

        Assert.Equal(("B", "E", "deferred", "no"), (action.Get("BinaryKey"), action.Get("DllEntry"), action.Get("Execute"), action.Get("Impersonate")));
        Assert.Equal("F", Authoring.Single("""<CustomAction Id="A" FileRef="F" ExeCommand="" />""").Get("FileKey"));
    }

    [Fact]
    public void A_script_is_refused() => Assert.Contains("CustomAction/@Script", Authoring.Refusal("""<CustomAction Id="A" Script="vbscript" />"""), StringComparison.Ordinal);

    [Fact]
    public void The_condition_of_an_action_is_text()
    {
        var sequence = Authoring.Single("""
            <InstallExecuteSequence><Custom Action="A" After="InstallFiles" Condition="NOT REMOVE" /><Custom Action="B" Before="RemoveFiles" /><ScheduleReboot After="InstallFinalize" Condition="X" /></InstallExecuteSequence>
            """);

        Assert.Equal(["NOT REMOVE", "", "X"], sequence.Elements().Select(e => e.Value));
        Assert.Equal("InstallFiles", sequence.Elements().First().Get("After"));
    }

    [Fact]
    public void A_property_that_is_set_has_its_condition_as_text()
    {
        var set = Authoring.Single("""<SetProperty Id="P" Value="[X]" Before="CostFinalize" Sequence="both" Condition="Y" />""");

        Assert.Equal(("P", "[X]", "both", "Y"), (set.Get("Id"), set.Get("Value"), set.Get("Sequence"), set.Value));
    }

    [Theory]
    [InlineData("", "yes")]
    [InlineData("Bitness=\"always64\"", "yes")]
    [InlineData("Bitness=\"always32\"", "no")]
    public void A_registry_search_says_which_view_it_means(string bitness, string win64)
    {
        var search = Authoring.Single($"""<Property Id="P"><RegistrySearch Root="HKLM" Key="K" Name="N" Type="raw" {bitness} /></Property>""").Only("RegistrySearch");

        Assert.Equal(win64, search.Get("Win64"));
        Assert.NotNull(search.Get("Id"));
    }

    [Fact]
    public void Two_searches_have_two_ids()
    {
        var properties = Authoring.Fragment("""<Property Id="P"><RegistrySearch Root="HKLM" Key="K" Type="raw" /></Property><Property Id="Q"><RegistrySearch Root="HKLM" Key="K" Type="raw" /></Property>""");

        Assert.Equal(2, properties.Descendants(V3.Core + "RegistrySearch").Select(s => s.Get("Id")).Distinct().Count());
    }

    [Fact]
    public void Words_of_the_progress_are_text()
    {
        var ui = Authoring.Single("""<UI><ProgressText Action="A" Message="!(loc.A)" Template="[1]" /><UIText Id="U" Value="u" /><Error Id="25001" Message="e" /></UI>""");

        Assert.Equal(["!(loc.A)", "u", "e"], ui.Elements().Select(e => e.Value));
        Assert.Equal(("A", "[1]"), (ui.Elements().First().Get("Action"), ui.Elements().First().Get("Template")));
    }

    [Fact]
    public void Service_recovery_and_event_sources_are_of_the_Util_extension_of_WiX_3()
    {
        var component = Authoring.Single("""
            <Component Id="C" Directory="D"><ServiceInstall Name="S" Type="ownProcess" Start="auto" ErrorControl="normal"><util:ServiceConfig FirstFailureActionType="restart" SecondFailureActionType="restart"
            ThirdFailureActionType="none" /></ServiceInstall><util:EventSource Log="Application" Name="S" EventMessageFile="m" /></Component>
            """);

        Assert.Equal("restart", component.Descendants(V3.Util + "ServiceConfig").Single().Get("FirstFailureActionType"));
        Assert.Equal("Application", component.Descendants(V3.Util + "EventSource").Single().Get("Log"));
    }
}
