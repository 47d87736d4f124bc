namespace XenGuestTools.Tests.Drivers;

/// <summary>A Windows Installer package that installs files, made with msitools.</summary>
internal static class InstallerPackage
{
    private static readonly string[] Tables =
    [
        "CREATE TABLE `Directory` (`Directory` CHAR(72) NOT NULL, `Directory_Parent` CHAR(72), `DefaultDir` CHAR(255) NOT NULL LOCALIZABLE PRIMARY KEY `Directory`)",
        "CREATE TABLE `Component` (`Component` CHAR(72) NOT NULL, `ComponentId` CHAR(38), `Directory_` CHAR(72) NOT NULL, `Attributes` SHORT NOT NULL, `Condition` CHAR(255), `KeyPath` CHAR(72) PRIMARY KEY `Component`)",
        "CREATE TABLE `File` (`File` CHAR(72) NOT NULL, `Component_` CHAR(72) NOT NULL, `FileName` CHAR(255) NOT NULL LOCALIZABLE, `FileSize` LONG NOT NULL, `Version` CHAR(72), `Language` CHAR(20), `Attributes` SHORT, `Sequence` SHORT NOT NULL PRIMARY KEY `File`)",
        "CREATE TABLE `Media` (`DiskId` SHORT NOT NULL, `LastSequence` SHORT NOT NULL, `DiskPrompt` CHAR(64), `Cabinet` CHAR(255), `VolumeLabel` CHAR(32), `Source` CHAR(72) PRIMARY KEY `DiskId`)",
        "INSERT INTO `Directory` (`Directory`, `DefaultDir`) VALUES ('TARGETDIR', 'SourceDir')",
        "INSERT INTO `Media` (`DiskId`, `LastSequence`, `Cabinet`) VALUES (1, 99, '#cab1')",
    ];

    /// <param name="path">The package to make.</param>
    /// <param name="files">By <c>folder/name</c>.</param>
    public static async Task MakeAsync(string path, IReadOnlyDictionary<string, byte[]> files)
    {
        var tool = Archives.Program("msibuild");
        using Build.TemporaryFolder scratch = new();
        var keys = files.Keys.Select((file, i) => (File: file, Key: $"f{i + 1}")).ToList();
        SomePackages.Write(scratch.Path, keys.ToDictionary(k => k.Key, k => files[k.File]));
        await Archives.CabAsync(Path.Combine(scratch.Path, "content.cab"), scratch.Path);
        var folders = files.Keys.Select(Folder).Distinct().ToList();
        IEnumerable<string> queries =
        [
            .. Tables,
            .. folders.Select((folder, i) => $"INSERT INTO `Directory` (`Directory`, `Directory_Parent`, `DefaultDir`) VALUES ('d{i}', 'TARGETDIR', '{folder}')"),
            .. folders.Select((_, i) => $"INSERT INTO `Component` (`Component`, `Directory_`, `Attributes`) VALUES ('c{i}', 'd{i}', 0)"),
            .. keys.Select((k, i) => $"INSERT INTO `File` (`File`, `Component_`, `FileName`, `FileSize`, `Sequence`) VALUES ('{k.Key}', 'c{folders.IndexOf(Folder(k.File))}', '{Path.GetFileName(k.File)}', {files[k.File].Length}, {i + 1})"),
        ];
        var stop = TestContext.Current.CancellationToken;
        await tool.RunAsync([path, "-s", "Sample", "Example", ";1033", "{11111111-1111-1111-1111-111111111111}"], stop);
        await tool.RunAsync([path, .. queries.SelectMany(query => new[] { "-q", query }), "-a", "cab1", Path.Combine(scratch.Path, "content.cab")], stop);
    }

    private static string Folder(string file) => Path.GetDirectoryName(file)!;
}
