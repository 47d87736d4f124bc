using System.Collections.Immutable;
using System.Text;
using XenGuestTools.Build.Samples;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Proof;

/// <summary>The sample packages of drivers/sample with small images in place of the compiled ones.</summary>
internal static class ProofSamples
{
    public static readonly Version Version = new(9, 1, 0, 1);

    public static readonly ImmutableArray<string> Names = ["xenvif", "xennet", "xenvbd", "xeniface", "xenbus"];

    public static ImmutableArray<PackageFiles> All { get; } = [.. Names.Select(name => Package(name))];

    /// <param name="change">Made to the INF only, so that the other files are those of the sample.</param>
    public static PackageFiles Package(string name, Func<string, string>? change = null)
    {
        var text = InfText(name);
        var inf = DriverInf.From(InfFile.Parse(text));
        var image = TinyDriver.Bytes(Version);
        return new(name,
        [
            new($"{name}.inf", Encoding.UTF8.GetBytes(change is null ? text : change(text))),
            new(inf.CatalogFile, new byte[] { 0x30, 0 }),
            .. inf.Files.Select(file => KeyValuePair.Create<string, ReadOnlyMemory<byte>>(file.SourceName, image)),
        ]);
    }

    public static string InfText(string name)
    {
        var template = Path.Combine(Repository.Folder, "drivers", "sample", $"{name}.inf");
        return Template.Fill(File.ReadAllText(template), template, new Dictionary<string, string>
        {
            ["DriverVer"] = $"11/22/2026,{Version}",
            ["FileVersion"] = "9_1_0_1_SAMPLE",
            ["Provider"] = "Example",
        });
    }

    /// <summary>The text with one part replaced, which must be in it.</summary>
    public static Func<string, string> Replace(string part, string by) => text =>
    {
        Assert.Contains(part, text, StringComparison.Ordinal);
        return text.Replace(part, by, StringComparison.Ordinal);
    };

    /// <summary>The five packages, one of them changed.</summary>
    public static ImmutableArray<PackageFiles> With(PackageFiles changed) => [.. All.Select(package => package.Name == changed.Name ? changed : package)];
}
