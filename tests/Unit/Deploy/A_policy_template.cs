using System.Text.RegularExpressions;
using System.Xml.Linq;
using static XenGuestTools.Tests.Deploy.PolicyTemplates;

namespace XenGuestTools.Tests.Deploy;

/// <summary>The rules of MS-GPREG and of PolicyDefinitionFiles.xsd that an editor of group policies stumbles over, and our own: what has no words, or words for nothing, fails here.</summary>
public sealed partial class A_policy_template
{
    /// <summary>The order that the schema wants.</summary>
    private static readonly string[] Sections = ["policyNamespaces", "resources", "supportedOn", "categories", "policies"];

    private static readonly string[] PolicyParts = ["parentCategory", "supportedOn", "enabledValue", "disabledValue", "enabledList", "disabledList", "elements"];

    public static TheoryData<string> AllLanguages => [.. Languages];

    [Fact]
    public void Is_there_in_English_and_German() => Assert.Equal(["de-DE", "en-US"], Languages);

    [Fact]
    public void Has_its_sections_and_the_parts_of_each_policy_in_the_order_of_the_schema()
    {
        Assert.Equal(Sections, Template.Elements().Select(e => e.Name.LocalName));
        Assert.All(Policies, p =>
        {
            var parts = p.Elements().Select(e => Array.IndexOf(PolicyParts, e.Name.LocalName)).ToList();
            Assert.Equal(parts.Order(), parts);
            Assert.DoesNotContain(-1, parts);
        });
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Has_exactly_the_words_that_it_asks_for(string language)
    {
        var asked = Template.DescendantsAndSelf().Attributes().SelectMany(a => Reference().Matches(a.Value)).Select(m => (m.Groups[1].Value, m.Groups[2].Value)).Distinct().Order();
        var words = Words(language);
        var given = words.Descendants(Ns + "string").Select(s => ("string", s.Text("id"))).Concat(words.Descendants(Ns + "presentation").Select(p => ("presentation", p.Text("id")))).Order();

        Assert.Equal(asked, given);
        Assert.All(words.Descendants(Ns + "string"), s => Assert.NotEmpty(s.Value.Trim()));
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Has_a_box_for_each_value_that_a_policy_asks_for_in_the_same_order(string language)
    {
        var boxes = Words(language).Descendants(Ns + "presentation").ToDictionary(p => p.Text("id"));

        Assert.All(Policies, p =>
        {
            var values = p.Elements(Ns + "elements").Elements().ToList();
            Assert.Equal(values.Count > 0, p.Text("presentation").Length > 0);
            if (values.Count > 0)
            {
                var shown = boxes[Reference().Match(p.Text("presentation")).Groups[2].Value].Elements().ToList();
                Assert.Equal(values.Select(v => v.Text("id")), shown.Select(b => b.Text("refId")));
                Assert.All(values.Zip(shown), pair => Assert.InRange(Number(pair.Second, "defaultValue"), Number(pair.First, "minValue"), Number(pair.First, "maxValue")));
            }
        });
    }

    [Theory]
    [MemberData(nameof(AllLanguages))]
    public void Shows_the_same_defaults_in_every_language(string language) => Assert.Equal(Defaults("en-US"), Defaults(language));

    [Fact]
    public void Puts_every_policy_into_a_category_and_says_where_it_works()
    {
        var categories = Template.Descendants(Ns + "category").Select(c => c.Text("name")).ToHashSet();
        var systems = Template.Descendants(Ns + "definition").Select(d => d.Text("name")).ToHashSet();

        Assert.All(Template.Descendants(Ns + "parentCategory"), r => Assert.Contains(r.Text("ref"), categories));
        Assert.All(Policies, p => Assert.Contains(p.Element(Ns + "supportedOn")!.Text("ref"), systems));
    }

    [Fact]
    public void Is_for_machines_and_writes_below_a_named_key()
    {
        Assert.Distinct(Policies.Select(p => p.Text("name")));
        Assert.All(Policies, p => Assert.Equal("Machine", p.Text("class")));
        Assert.All(Template.DescendantsAndSelf().Attributes("key"), k => Assert.Matches(@"^(SOFTWARE\\Policies|SYSTEM\\CurrentControlSet\\Services\\xenbus_monitor)\\[^\\].*[^\\]$", k.Value));
    }

    [Fact]
    public void Takes_back_what_it_sets()
    {
        Assert.All(Policies, p => Assert.Equal(p.Element(Ns + "enabledValue") is not null, p.Element(Ns + "disabledValue") is not null));
        Assert.All(Policies.Where(p => p.Element(Ns + "enabledList") is not null), p =>
        {
            Assert.Equal(Items(p, "enabledList"), Items(p, "disabledList"));
            Assert.All(p.Element(Ns + "disabledList")!.Descendants(Ns + "value"), v => Assert.Equal("delete", v.Elements().Single().Name.LocalName));
        });
        Assert.All(Policies, p => Assert.True(p.Element(Ns + "enabledValue") is not null || p.Element(Ns + "enabledList") is not null || p.Element(Ns + "elements") is not null));
    }

    [Fact]
    public void Has_a_row_for_each_value_on_the_page_and_no_other()
    {
        var page = File.ReadLines(Path.Combine(Folder, "README.md")).Where(l => PolicyRow().IsMatch(l)).Select(l => PolicyRow().Match(l)).Select(m => (m.Groups[1].Value, m.Groups[2].Value));

        Assert.Equal(Values().Order(), page.Order());
    }

    [Fact]
    public void Has_a_policy_for_each_setting_of_the_agent_with_its_default_and_its_range()
    {
        var page = Path.Combine(Tests.Core.Repository.Folder, "docs", "agent.md");
        var settings = File.ReadLines(page).SkipWhile(l => l != "## Settings").TakeWhile(l => !l.StartsWith("## Events", StringComparison.Ordinal)).Select(l => Setting().Match(l)).Where(m => m.Success)
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value, m.Groups[3].Value, m.Groups[4].Value));
        var defaults = Defaults("en-US").ToDictionary();
        var policies = Policies.Where(p => p.Text("key").EndsWith(@"\Agent", StringComparison.Ordinal)).Select(p => p.Descendants(Ns + "elements").Elements().SingleOrDefault() is { } number
            ? (number.Text("valueName"), defaults[number.Text("id")], number.Text("minValue"), number.Text("maxValue"))
            : (p.Text("valueName"), "1", "0", "1"));

        Assert.NotEmpty(settings);
        Assert.Equal(settings.Order(), policies.Order());
    }

    /// <summary>Policy and value name of everything that is written.</summary>
    private static IEnumerable<(string Policy, string Value)> Values() =>
        from policy in Policies
        from value in policy.DescendantsAndSelf().Attributes("valueName").Select(v => v.Value).Distinct()
        select (policy.Text("name"), value);

    private static IEnumerable<(string, string)> Items(XElement policy, string list) => policy.Element(Ns + list)!.Elements().Select(i => (i.Text("key"), i.Text("valueName")));

    private static IEnumerable<(string, string)> Defaults(string language) => Words(language).Descendants(Ns + "decimalTextBox").Select(b => (b.Text("refId"), b.Text("defaultValue")));

    private static long Number(XElement element, string attribute) => long.Parse(element.Text(attribute), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$\((string|presentation)\.(\w+)\)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\| `(\w+)` \| (\d+) \| (\d+), (\d+) \|")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\| `(\w+)` \| `(\w+)` \|")]
    private static partial Regex PolicyRow();
}
