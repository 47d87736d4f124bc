using System.Text;
using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>INFs of shapes that the five upstream ones don't have, but others do.</summary>
public sealed class An_INF
{
    [Fact]
    public void Copies_the_files_of_its_co_installer_too()
    {
        var inf = Read("[Install.CoInstallers]\nCopyFiles=Co\nAddReg=CoValues\n[CoValues]\nHKR,,CoInstallers32,0x00010000,\"co_8_2.dll,Entry\"\n[Co]\nco_8_2.dll,co.dll\n", "Co=11\n");

        Assert.Contains(new InfCopiedFile("co.dll", @"%SystemRoot%\System32\co_8_2.dll"), inf.Files);
    }

    [Fact]
    public void Writes_no_value_where_it_only_makes_or_deletes_something()
    {
        var inf = Read("[Install]\nAddReg=Values\n[Values]\nHKLM,Key,Deleted,0x4\nHKLM,Key,,0x10\nHKLM,Key,,0x2000\nHKLM,Key,Kept,0x2,text\n", "");

        Assert.Equal("Kept", Assert.Single(inf.Registry).Name);
    }

    [Fact]
    public void Takes_the_lines_that_its_install_section_needs_and_those_that_they_need()
    {
        var inf = Read("[Install]\nNeeds=First,Elsewhere\n[First]\nNeeds=Second,First\n[Second]\nCopyFiles=@second.sys\n", "");

        Assert.Equal(["main.sys", "second.sys"], from file in inf.Files select file.SourceName);
    }

    [Fact]
    public void Whose_sections_need_each_other_ten_thousand_times_is_read()
    {
        StringBuilder chain = new("[Install]\nNeeds=N0\n");
        for (var i = 0; i < 10_000; i++)
        {
            chain.Append($"[N{i}]\nNeeds=N{i + 1}\n");
        }

        Assert.Single(Read(chain.ToString(), "").Files);
    }

    [Fact]
    public void Finds_a_source_file_below_the_path_of_its_disk()
    {
        var inf = Read("[SourceDisksNames]\n1=Disk\n[SourceDisksNames.amd64]\n1=Disk,,,\\x64\n[SourceDisksFiles]\nmain.sys=1,sub\n", "");

        Assert.Equal(@"x64\sub\main.sys", Assert.Single(inf.Files).SourceName);
    }

    private static DriverInf Read(string sections, string destinations) => DriverInf.From(InfFile.Parse($$"""
        [Version]
        Class=System
        ClassGuid={4d36e97d-e325-11ce-bfc1-08002be10318}
        Provider=Somebody
        CatalogFile=main.cat
        DriverVer=11/03/2025,9.1.0.114
        [Manufacturer]
        Somebody=Models,NTamd64
        [Models.NTamd64]
        Device=Install,XENBUS\VEN_XP0001&DEV_VIF&REV_0900000B
        [Install]
        CopyFiles=@main.sys
        {{sections}}
        [DestinationDirs]
        DefaultDestDir=12
        {{destinations}}
        """));
}
