using System.Globalization;

namespace XenGuestTools.Core;

/// <summary>Numbers, dates, versions and folders as INFs write them.</summary>
internal static class InfValue
{
    /// <summary>The package's own folder in the driver store (directory ID 13). Its name has a hash, so it is known only once the package is stored; what lies there goes with the package.</summary>
    public const string PackageFolder = "%DriverPackage%";

    /// <returns>Null if the text is no number; 0 for "".</returns>
    public static uint? Number(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        var hex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return uint.TryParse(hex ? text.AsSpan(2) : text, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The mm/dd/yyyy of DriverVer; dashes are allowed too.</summary>
    public static DateOnly? Date(string text)
    {
        var parts = text.Split('/', '-');
        if (parts.Length != 3 || Small(parts[0]) is not (>= 1 and <= 12) || Small(parts[2]) is not (>= 1 and <= 9999))
        {
            return null;
        }

        int month = Small(parts[0]), day = Small(parts[1]), year = Small(parts[2]);
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    /// <summary>One to four fields, each up to 65535; the missing ones are 0.</summary>
    public static Version? Version(string text)
    {
        var parts = text.Split('.');
        Span<int> fields = [0, 0, 0, 0];
        for (var i = 0; i < parts.Length; i++)
        {
            if (i == 4 || Small(parts[i]) < 0)
            {
                return null;
            }

            fields[i] = Small(parts[i]);
        }

        return new Version(fields[0], fields[1], fields[2], fields[3]);
    }

    /// <summary>The folder of a directory ID (Microsoft: "Using Dirids"); IDs from 16384 are 16384 plus a CSIDL.</summary>
    /// <returns>Null for an ID that no driver package here has a use for.</returns>
    public static string? Folder(string directoryId) => directoryId switch
    {
        "10" or "16420" => @"%SystemRoot%",
        "11" or "16421" => @"%SystemRoot%\System32",
        "12" => @"%SystemRoot%\System32\drivers",
        "13" => PackageFolder,
        "17" => @"%SystemRoot%\INF",
        "18" => @"%SystemRoot%\Help",
        "24" => @"%SystemDrive%",
        "16419" => @"%ProgramData%",
        "16422" => @"%ProgramFiles%",
        "16425" => @"%SystemRoot%\SysWOW64",
        "16426" => @"%ProgramFiles(x86)%",
        "16427" => @"%CommonProgramFiles%",
        "16428" => @"%CommonProgramFiles(x86)%",
        _ => null,
    };

    public static string Join(string folder, string name)
    {
        var left = folder.TrimEnd('\\');
        var right = name.TrimStart('\\');
        return left.Length == 0 || left == "." ? right : right.Length == 0 ? left : left + '\\' + right;
    }

    private static int Small(string text) => ushort.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
