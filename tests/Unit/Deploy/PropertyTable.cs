using XenGuestTools.Build;

namespace XenGuestTools.Tests.Deploy;

/// <summary>An MSI that has a table Property and nothing else, made with msitools.</summary>
internal static class PropertyTable
{
    public static async Task MakeAsync(string path, Dictionary<string, string> properties)
    {
        Tool tool = new("msibuild");
        var stop = TestContext.Current.CancellationToken;
        await tool.RunAsync([path, "-s", "Sample", "Example", ";1033", "{11111111-1111-1111-1111-111111111111}"], stop);
        IEnumerable<string> queries =
        [
            "CREATE TABLE `Property` (`Property` CHAR(72) NOT NULL, `Value` CHAR(0) NOT NULL LOCALIZABLE PRIMARY KEY `Property`)",
            .. properties.Select(p => $"INSERT INTO `Property` (`Property`, `Value`) VALUES ('{p.Key}', '{p.Value}')"),
        ];
        await tool.RunAsync([path, .. queries.SelectMany(query => new[] { "-q", query })], stop);
    }
}
