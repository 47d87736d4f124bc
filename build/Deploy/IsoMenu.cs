using System.Net;
using System.Text;

namespace XenGuestTools.Build.Deploy;

/// <summary>The page that the CD opens: what each file on it is for. It needs no script and no network, and reads well aloud, in large letters and without colours.</summary>
internal static class IsoMenu
{
    public const string File = "menu.html";

    /// <summary>Everything at the top of the CD but this page, what opens it, and README.txt, which says the same as text.</summary>
    public static IReadOnlyList<(string Path, string Purpose)> Rows(Release release) =>
    [
        (release.Setup.File.Name, "Installs everything. Ask nobody: with /quiet /norestart after its name."),
        ("guesttools.exe", "In a command prompt: “guesttools check” says whether the tools can be installed here, “guesttools status” whether they work."),
        ($"{IsoLayout.Packages}/", "The same as six MSI files, for Group Policy."),
        ($"{IsoLayout.Drivers}/", "The driver packages themselves, for dism and “Have disk”."),
        ("recover.cmd", "For a VM that does not boot: run it in its recovery environment."),
        ("deploy/recovery/README.md", "How to get there, step by step."),
        ("docs/deploy.md", "Every switch, property and exit code; how to bring the tools to many VMs."),
        ("deploy/", "Group Policy, SCCM, Intune and others, a page each."),
        ("docs/guesttools.md", "All that guesttools can do."),
        ("docs/messages.md", "What a code such as XGT1001 means, and what to do."),
        ("SHA256SUMS", "The SHA-256 of every file here, to compare with what PowerShell’s Get-FileHash says."),
        ("LICENSE.txt", "The licence."),
    ];

    public static string Page(Release release)
    {
        var title = Text($"{release.DisplayName} {release.Version}");
        StringBuilder rows = new();
        foreach (var (path, purpose) in Rows(release))
        {
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"<tr><th scope=\"row\"><a href=\"{Text(path)}\">{Text(path)}</a></th><td>{Text(purpose)}</td></tr>\n");
        }

        return $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{{title}}</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 "Segoe UI", sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; }
            th, td { text-align: left; vertical-align: top; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid #8888; }
            th { font-weight: normal; }
            </style>
            </head>
            <body>
            <main>
            <h1>{{title}}</h1>
            <p>Drivers and a management agent for a Windows VM on Xen. To install them, open this CD in Explorer and start <strong>{{Text(release.Setup.File.Name)}}</strong>. One restart completes it.</p>
            <table>
            <caption>What is on this CD</caption>
            <thead><tr><th scope="col">File or folder</th><th scope="col">What it is for</th></tr></thead>
            <tbody>
            {{rows}}</tbody>
            </table>
            <p>SHA-256 of {{Text(release.Setup.File.Name)}}: <code>{{release.Setup.File.Sha256}}</code></p>
            </main>
            </body>
            </html>

            """;
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
