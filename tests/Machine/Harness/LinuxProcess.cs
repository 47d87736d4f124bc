using System.Globalization;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>What proc(5) says of a process. A program of Wine is one of Linux, too.</summary>
internal static class LinuxProcess
{
    /// <summary>The file name of the program that it runs, by its command line, always with ".exe".</summary>
    public static string Program(int process)
    {
        var name = Read(process, "cmdline").Split('\0')[0].Split('/', '\\')[^1];
        return name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) ? name : name + ".exe";
    }

    /// <summary>The time that it has used, in steps of 10 ms: utime and stime.</summary>
    public static TimeSpan Cpu(int process) => TimeSpan.FromMilliseconds(10 * Read(process, "stat").Split(") ")[^1].Split(' ')[11..13].Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture)));

    /// <summary>Empty for a process that has ended, or that is not ours to read.</summary>
    public static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/{file}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
