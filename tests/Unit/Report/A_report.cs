using System.ComponentModel;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using XenGuestTools.Core;
using XenGuestTools.Core.Windows.Report;
using XenGuestTools.GuestTools;
using XenGuestTools.Tests.Build;
using XenGuestTools.Tests.Core;
using XenGuestTools.Tests.Status;

namespace XenGuestTools.Tests.Report;

public sealed class A_report
{
    private static readonly ReportItem[] Items =
    [
        new("status.json", "guesttools status --json", () => "{}"u8.ToArray()),
        new("events-system.xml", "event log System", () => throw new Win32Exception(5, "reading the event log System: error 5")),
        new("logs/gone.log", @"C:\Windows\Temp\gone.log", () => throw new FileNotFoundException()),
        new("logs/long.log", @"C:\Windows\Temp\long.log", () => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("the same line again\n", 5000)))),
    ];

    [Fact]
    public void Has_what_could_be_read_and_names_what_could_not()
    {
        using TemporaryFolder folder = new();
        var file = Path.Combine(folder.Path, "report.zip");

        Assert.Equal(ExitCode.Fine, ReportCommand.Run(file, Items));

        using var zip = ZipFile.OpenRead(file);
        Assert.Equal(["index.txt", "status.json", "logs/long.log"], zip.Entries.Select(e => e.FullName));
        Assert.True(zip.GetEntry("logs/long.log")!.CompressedLength < 2000);
        var index = Text(zip, "index.txt");
        Assert.Contains("         2  status.json  (guesttools status --json)", index, StringComparison.Ordinal);
        Assert.Contains("         -  events-system.xml  (event log System): not read: reading the event log System: error 5", index, StringComparison.Ordinal);
        Assert.Contains(@"         -  logs/gone.log  (C:\Windows\Temp\gone.log): not read: error 0x80070002", index, StringComparison.Ordinal);
        Assert.Contains("    100000  logs/long.log", index, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_overwrites_a_file()
    {
        using TemporaryFolder folder = new();
        var file = Path.Combine(folder.Path, "report.zip");
        File.WriteAllText(file, "mine");

        Assert.Equal(ExitCode.Failed, ReportCommand.Run(file, Items));

        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public void Is_refused_where_it_can_not_be_written()
    {
        using TemporaryFolder folder = new();

        Assert.Equal(ExitCode.Failed, ReportCommand.Run(Path.Combine(folder.Path, "no", "report.zip"), Items));
        Assert.Equal(ExitCode.Failed, ReportCommand.Run(folder.Path, Items));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    /// <summary>A name that a zip can't hold stands for a disk that gets full in the middle.</summary>
    [Fact]
    public void That_fails_in_the_middle_leaves_nothing()
    {
        using TemporaryFolder folder = new();
        var file = Path.Combine(folder.Path, "report.zip");

        Assert.ThrowsAny<ArgumentException>(() => ReportZip.Write(file, "index", [ReportEntry.Of(Items[0]), new(Items[0] with { Name = new string('x', 70_000) }, [], "")]));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Takes_the_logs_of_the_setup_program_and_those_of_Windows_Installer_that_name_the_product()
    {
        using TemporaryFolder folder = new();
        foreach (var (name, content) in new[] { ("Xen_Guest_Tools_20261123.log", "a"), ("xgt_000_xenvif.log", @"C:\Users\bob\x"), ("MSI1.log", "Xen Guest Tools xenbus"), ("MSI2.log", "another product"), ("other.log", "x") })
        {
            File.WriteAllText(Path.Combine(folder.Path, name), content);
        }

        var items = LogFiles.OfSetup([folder.Path, folder.Path + Path.DirectorySeparatorChar, Path.Combine(folder.Path, "missing")]).ToList();

        Assert.Equal(["logs/1/MSI1.log", "logs/1/Xen_Guest_Tools_20261123.log", "logs/1/xgt_000_xenvif.log"], items.Select(i => i.Name).Order(StringComparer.Ordinal));
        Assert.Equal(@"%USERPROFILE%\x", Encoding.UTF8.GetString(items.Single(i => i.Name.EndsWith("xenvif.log", StringComparison.Ordinal)).Read()));
    }

    [Fact]
    public void Takes_the_end_of_a_log_that_is_long()
    {
        using TemporaryFolder folder = new();
        var file = Path.Combine(folder.Path, "setupapi.dev.log");
        File.WriteAllText(file, "first line\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"line {i}\n")));

        var content = Encoding.UTF8.GetString(LogFiles.Item("x", file).Read());

        Assert.InRange(content.Length, LogFiles.MostBytes - 20, LogFiles.MostBytes);
        Assert.StartsWith("line ", content, StringComparison.Ordinal);
        Assert.EndsWith("line 299999\n", content, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_what_lies_below_ProgramData_but_follows_no_link()
    {
        using TemporaryFolder folder = new();
        using TemporaryFolder other = new();
        Directory.CreateDirectory(Path.Combine(folder.Path, "Network"));
        File.WriteAllText(Path.Combine(folder.Path, "Network", "saved.json"), "{}");
        File.WriteAllText(Path.Combine(folder.Path, "Network", "guesttools-1.exe"), "MZ");
        File.WriteAllText(Path.Combine(other.Path, "private.txt"), "x");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), other.Path);

        Assert.Equal(["ProgramData/Network/saved.json"], LogFiles.Below(folder.Path, "ProgramData").Select(i => i.Name));
        Assert.Empty(LogFiles.Below(Path.Combine(folder.Path, "missing"), "x"));
    }

    [Fact]
    public void Has_the_machine_as_JSON()
    {
        var machine = StatusMachines.Healthy with { ClassFilters = [new(Machines.SystemClass, true, ["xenfilt"])] };
        using var json = JsonDocument.Parse(Inventory.Of(machine));

        Assert.Equal("Windows Server 2022 Standard", json.RootElement.GetProperty("windows").GetProperty("name").GetString());
        Assert.Equal(4, json.RootElement.GetProperty("devices").GetArrayLength());
        Assert.Equal(5, json.RootElement.GetProperty("driverStore").GetArrayLength());
        Assert.Equal("xenfilt", json.RootElement.GetProperty("classFilters")[0].GetProperty("services")[0].GetString());
    }

    [Theory]
    [InlineData("<Event><System><Provider Name='Service Control Manager' Guid='{1}'/></System><EventData><Data>Print Spooler</Data></EventData></Event>", false)]
    [InlineData("<Event><System><Provider Name='Service Control Manager' Guid='{1}'/></System><EventData><Data>XenGuestAgent</Data></EventData></Event>", true)]
    [InlineData("<Event><System><Provider Name='Microsoft-Windows-UserPnp'/></System><EventData><Data>USB\\VID_1</Data></EventData></Event>", false)]
    [InlineData("<Event><System><Provider Name='Microsoft-Windows-UserPnp'/></System><EventData><Data>PCI\\VEN_5853&amp;DEV_0001</Data></EventData></Event>", true)]
    [InlineData("<Event><System><Provider Name='User32'/></System></Event>", true)]
    public void Has_of_the_services_and_devices_only_what_is_about_Xen(string xml, bool kept) => Assert.Equal(kept, EventExcerpt.Keeps(xml));

    [Fact]
    public void Is_called_by_its_time_in_UTC() => Assert.Equal("xgt-report-20261123-040506.zip", ReportCommand.DefaultName(new DateTime(2026, 11, 23, 4, 5, 6, DateTimeKind.Utc)));

    private static string Text(ZipArchive zip, string name)
    {
        using StreamReader reader = new(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
