using System.Text;
using XenGuestTools.Core;
using XenGuestTools.Core.Report;
using XenGuestTools.Core.Windows;
using XenGuestTools.Core.Windows.Report;

namespace XenGuestTools.GuestTools;

/// <summary>What a report of this machine has.</summary>
internal static class ReportItems
{
    public static IEnumerable<ReportItem> OfThisMachine()
    {
        var windows = Environment.GetFolderPath(Environment.SpecialFolder.Windows);
        return
        [
            Text("status.json", "guesttools status --json", () => GuestStatusJson.Of(GuestStatusScan.Read(ProgramVersion.Text))),
            Text("check.json", "guesttools check --json", () => JsonText.Of(json => CommandJson.Write(CheckCommand.Findings(), json))),
            Text("inventory.json", "devices, driver store, services, class filters", Inventory.Read),
            Text("registry.txt", "the keys of the product and of the Xen drivers", () => RegistryDump.Read(RegistryDump.Keys)),
            Text("events-system.xml", "event log System, seven days", () => EventExcerpt.Read("System", EventExcerpt.SystemSources)),
            Text("events-application.xml", "event log Application, seven days", () => EventExcerpt.Read("Application", EventExcerpt.ApplicationSources)),
            LogFiles.Item("logs/setupapi.dev.log", Path.Combine(windows, "INF", "setupapi.dev.log")),
            .. LogFiles.OfSetup([Path.GetTempPath(), Path.Combine(windows, "Temp")]),
            .. LogFiles.Below(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), Product.Name), "ProgramData"),
        ];
    }

    private static ReportItem Text(string name, string source, Func<string> read) => new(name, source, () => Encoding.UTF8.GetBytes(Redaction.Of(read())));
}
