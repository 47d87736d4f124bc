using System.Globalization;
using System.Net;
using System.Text;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>A report as one web page for people: nothing is loaded from elsewhere, nothing runs, and it prints.</summary>
internal static class ProofPage
{
    private const string Style = """
        body { font: 15px/1.45 system-ui, sans-serif; color: #1b1f24; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.6rem; } h2 { margin-top: 2.2rem; border-bottom: 1px solid #d0d7de; } h3 { margin-bottom: .3rem; }
        table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #e6e9ec; }
        code, .hash { font: 13px ui-monospace, monospace; overflow-wrap: anywhere; } .number { text-align: right; } .number, .date { white-space: nowrap; }
        .error { color: #a40e26; font-weight: 600; } .warning { color: #7d4e00; font-weight: 600; } .note { color: #57606a; } .ok { color: #116329; font-weight: 600; }
        @media print { body { font-size: 10pt; margin: 0; max-width: none; } .hash { font-size: 7.5pt; } tr, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; } }
        """;

    /// <param name="folder">Where the packages lie.</param>
    public static string Html(ProofReport report, string folder, DateTimeOffset made) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Driver packages</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <h1>Driver packages</h1>
        <p>{(report.Ok ? $"<span class=\"ok\">They may be packaged{(report.ForTestsOnly ? ", for tests only" : "")}.</span>" : "<span class=\"error\">They must not be packaged.</span>")}
        Proven on {Text(made.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture))}, from <code>{Text(folder)}</code>.</p>
        {Table(["Package", "Version", "Date", "Provider", "Signature", "Signer"], report.Packages.Select(Summary))}
        <h2>Findings</h2>
        {Findings(report)}
        {string.Concat(report.Packages.Select(Package))}</body>
        </html>

        """;

    private static string Summary(ProvenPackage package) => Row(
        $"<a href=\"#{Text(package.Name)}\">{Text(package.Name)}</a>",
        Text(package.Version.ToString()),
        $"<span class=\"date\">{Text(package.Date.ToString("O", CultureInfo.InvariantCulture))}</span>",
        Text(package.Provider),
        Text(ProofText.Word(package.Signature.Kind)),
        Text(package.Signature.Signer.Length == 0 ? "nobody" : package.Signature.Signer));

    private static string Findings(ProofReport report) => report.Findings.IsEmpty
        ? "<p>None.</p>"
        : Table(["Severity", "Code", "Where", "What", "What to do"], report.Findings.OrderByDescending(finding => finding.Severity).Select(finding => Row(
            $"<span class=\"{ProofText.Word(finding.Severity)}\">{ProofText.Word(finding.Severity)}</span>",
            Text(finding.Code),
            $"<code>{Text(ProofText.Place(finding))}</code>",
            Text(finding.Message),
            Text(finding.Remedy))));

    private static string Package(ProvenPackage package) => $"""
        <h2 id="{Text(package.Name)}">{Text(package.Name)} {Text(package.Version.ToString())}</h2>
        <p>Class {Text(package.ClassName)}, from {Text(package.Provider)}. {Signature(package.Signature)}</p>
        <p>With Secure Boot: {Text(package.Signature.WithSecureBoot)} Without it: {Text(package.Signature.WithoutSecureBoot)}</p>
        <h3>Hardware IDs</h3>
        <ul>
        {string.Concat(package.HardwareIds.Select(id => $"<li><code>{Text(id)}</code></li>\n"))}</ul>
        <h3>Files</h3>
        {Table(["File", "Bytes", "SHA-256"], package.Files.Select(file => $"<tr><td><code>{Text(file.Name)}</code></td><td class=\"number\">{Text(file.Size.ToString("N0", CultureInfo.InvariantCulture))}</td><td class=\"hash\">{Text(file.Sha256)}</td></tr>\n"))}

        """;

    private static string Signature(PackageSignature signature)
    {
        StringBuilder text = new($"Signature: {ProofText.Word(signature.Kind)}");
        text.Append(signature.Signer.Length == 0 ? "" : $", by {signature.Signer}").Append(signature.Issuer.Length == 0 ? "" : $", issued by {signature.Issuer}");
        text.Append(signature.TimeStamp is { } time ? string.Create(CultureInfo.InvariantCulture, $", time stamp {time.ToUniversalTime():yyyy-MM-dd HH:mm} UTC.") : ", without a time stamp.");
        return Text(text.ToString());
    }

    private static string Table(IEnumerable<string> heads, IEnumerable<string> rows) =>
        $"<table>\n<thead><tr>{string.Concat(heads.Select(head => $"<th>{head}</th>"))}</tr></thead>\n<tbody>\n{string.Concat(rows)}</tbody>\n</table>";

    private static string Row(params IEnumerable<string> cells) => $"<tr>{string.Concat(cells.Select(cell => $"<td>{cell}</td>"))}</tr>\n";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
