using System.Globalization;
using System.Runtime.Versioning;
using System.Text;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>The log of one clean-up, over its restarts: log.txt beside the backup, and wherever else its lines go.</summary>
[SupportedOSPlatform("windows")]
internal sealed class CleanLog(string folder, Action<string> also)
{
    private readonly string path = Path.Combine(folder, "log.txt");

    public void Write(string line)
    {
        File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}Z {line}{Environment.NewLine}"), Encoding.UTF8);
        also(line);
    }
}
