using System.Collections.Immutable;
using System.Text;
using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>docs/drivers.md has the steps of the plans in it, generated: what the page says is what happens.</summary>
public sealed class The_page_on_drivers
{
    private static readonly string Page = Path.Combine(Repository.Folder, "docs", "drivers.md");

    /// <summary>The variable XGT_WRITE_DOCS=1 writes the tables anew.</summary>
    [Fact]
    public void Has_the_steps_of_installation_upgrade_and_removal_as_the_plans_make_them()
    {
        var page = File.ReadAllText(Page);
        var written = Tables().Aggregate(page, (text, table) => With(text, table.Key, table.Value));
        if (Environment.GetEnvironmentVariable("XGT_WRITE_DOCS") == "1")
        {
            File.WriteAllText(Page, written);
        }

        Assert.Equal(written, File.ReadAllText(Page));
    }

    /// <summary>A VM that has started from the Xen disk once, so that Windows starts the emulated one's driver no more.</summary>
    private static Dictionary<string, string> Tables()
    {
        var (bus, disk) = (SampleInf.Bus, SampleInf.Vbd);
        var clean = MachineHistory.WithAhci;
        var older = SampleInf.Set(SampleInf.Provider, "XP", "9.0.0.7");
        return new()
        {
            ["install"] = Table(clean, [disk, bus], (machine, inf) => InstallPlan.For(machine, inf, Inf(inf))),
            ["upgrade"] = Table(MachineHistory.OnXenDisk(older), [disk, bus], (machine, inf) => InstallPlan.For(machine, inf, Inf(inf))),
            ["remove"] = Table(MachineHistory.OnXenDisk(SampleInf.All), [bus, disk], RemovePlan.For),
        };
    }

    private static string Inf(DriverInf inf) => $@"C:\Program Files\Xen Guest Tools\Drivers\{inf.Name}\{inf.Name}.inf";

    private static string Table(WindowsModel model, DriverInf[] packages, Func<Machine, DriverInf, ImmutableArray<Step>> plan)
    {
        StringBuilder table = new("| package | step | why the machine starts if this is the last one |\n|---|---|---|\n");
        foreach (var inf in packages)
        {
            foreach (var step in plan(model.Machine, inf))
            {
                table.Append("| ").Append(inf.Name).Append(" | ").Append(Cell(StepWords.What(step))).Append(" | ").Append(StepWords.Why(step)).Append(" |\n");
                model = model.Run(step, inf);
                Assert.Empty(BootSafety.Of(model.Machine));
            }
        }

        return table.ToString();
    }

    private static string Cell(string text) => text.Replace("|", @"\|", StringComparison.Ordinal);

    private static string With(string page, string name, string table)
    {
        var (start, end) = ($"<!-- {name}: generated -->\n", "<!-- end -->");
        var from = page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        Assert.True(from >= start.Length, $"{Page} has no place \"{start.Trim()}\".");
        return page[..from] + table + page[page.IndexOf(end, from, StringComparison.Ordinal)..];
    }
}
