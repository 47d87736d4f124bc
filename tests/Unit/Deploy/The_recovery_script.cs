using System.Text.RegularExpressions;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Deploy;

/// <summary>deploy/recovery/recover.cmd, as far as it can be judged without a cmd.exe.</summary>
public sealed partial class The_recovery_script
{
    private static readonly string Folder = Path.Combine(Repository.Folder, "deploy", "recovery");

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Folder, "recover.cmd"));

    private static readonly string Page = File.ReadAllText(Path.Combine(Folder, "README.md"));

    [Fact]
    public void Jumps_to_labels_that_are_there_and_has_none_that_nobody_jumps_to()
    {
        var labels = Lines.Select(l => Label().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToList();
        var jumps = Lines.Where(l => !l.StartsWith("rem ", StringComparison.Ordinal)).SelectMany(l => Jump().Matches(l)).Select(m => m.Groups[1].Value).Distinct();

        Assert.Distinct(labels);
        Assert.Equal(labels.Order(StringComparer.Ordinal), jumps.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Gives_Windows_bus_and_disk_driver_in_one_call_and_no_other_driver()
    {
        var dism = Assert.Single(Lines, l => l.StartsWith("dism ", StringComparison.Ordinal));

        Assert.EndsWith("/Add-Driver /Driver:\"%both%\" /Recurse", dism, StringComparison.Ordinal);
        Assert.Equal(["xenbus", "xenvbd"], Lines.Select(l => Copied().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void Looks_at_the_result_of_everything_that_changes_something()
    {
        var changes = Lines.Select((line, i) => (line, next: i + 1 < Lines.Length ? Lines[i + 1] : "")).Where(l => Change().IsMatch(l.line)).ToList();

        Assert.True(changes.Count >= 8, string.Join('\n', changes.Select(c => c.line)));
        Assert.All(changes, c => Assert.True(c.next is "if errorlevel 1 goto failed" or "set \"result=%errorlevel%\"", c.line));
    }

    [Fact]
    public void Shows_the_choices_that_the_page_explains()
    {
        var menu = Lines.Select(l => Choice().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(["1", "2", "3", "4"], menu);
        Assert.All(menu.SkipLast(1), c => Assert.Contains($"\n| {c} |", Page, StringComparison.Ordinal));
        Assert.All(menu, c => Assert.Contains($"if \"%answer%\"==\"{c}\" goto ", string.Join('\n', Lines), StringComparison.Ordinal));
    }

    [Fact]
    public void Sets_the_start_option_as_the_driver_reads_it() =>
        Assert.Contains("bcdedit /set {default} loadoptions XEN:BOOT_EMULATED=TRUE", Lines); // xen.sys compares letter by letter (facts 4.8)

    [GeneratedRegex(@"^:(\w+)$")]
    private static partial Regex Label();

    [GeneratedRegex(@"(?:goto |call :)(\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex(@"^copy /y ""%drivers%\\(\w+)\\x64")]
    private static partial Regex Copied();

    [GeneratedRegex(@"^(copy\b|dism\b|bcdedit\b|reg load\b|reg unload\b|""%tool%"")")]
    private static partial Regex Change();

    [GeneratedRegex(@"^echo   ([0-9])  ")]
    private static partial Regex Choice();
}
