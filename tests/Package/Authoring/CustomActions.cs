using System.Xml.Linq;

namespace XenGuestTools.Tests.Package.Authoring;

/// <summary>Custom actions as they are written; their numbers in the tables are tested on the built packages.</summary>
public class CustomActions
{
    private static readonly WixSource Source = WixSource.Load(Path.Combine(Checkout.Installer, "Actions.wxs"));

    private static List<XElement> Actions => [.. Source.Elements("CustomAction")];

    [Fact]
    public void Have_the_name_of_their_entry_point() =>
        Assert.All(Actions, a => Assert.Equal(Id(a), a.Attribute("DllEntry")?.Value));

    [Fact]
    public void That_change_the_machine_have_an_undo_and_run_as_the_system()
    {
        var deferred = Actions.Where(a => Executes(a, "deferred") && !Waits(a)).ToList();
        var rollback = Actions.Where(a => Executes(a, "rollback")).ToList();

        Assert.NotEmpty(deferred);
        Assert.Equal(deferred.Select(a => "Undo" + Id(a)).Order(), rollback.Select(Id).Order());
        Assert.All(Actions.Where(a => Executes(a, "deferred") || Executes(a, "rollback") || Executes(a, "commit")), a => Assert.Equal("no", a.Attribute("Impersonate")?.Value));
    }

    [Fact]
    public void That_are_queued_are_in_no_sequence()
    {
        var queued = Actions.Where(a => (Executes(a, "deferred") && !Waits(a)) || Executes(a, "rollback")).Select(Id);

        Assert.Empty(queued.Intersect(Source.Elements("Custom").Select(c => c.Attribute("Action")!.Value)));
    }

    [Fact]
    public void Tell_the_user_what_they_do_once() =>
        Assert.Equal(Actions.Select(Id).Order(), Source.Elements("ProgressText").Select(p => p.Attribute("Action")!.Value).Order());

    [Fact]
    public void Have_words_of_the_same_name() =>
        Assert.All(Source.Elements("ProgressText"), p => Assert.Equal($"!(loc.{p.Attribute("Action")!.Value})", p.Attribute("Message")?.Value));

    private static string Id(XElement action) => action.Attribute("Id")!.Value;

    /// <summary>It changes nothing, so there is nothing to undo.</summary>
    private static bool Waits(XElement action) => Id(action).StartsWith("WaitFor", StringComparison.Ordinal);

    private static bool Executes(XElement action, string when) => action.Attribute("Execute")?.Value == when;
}
