using System.Globalization;
using System.Runtime.InteropServices;

namespace XenGuestTools.Build.AgentBench;

/// <summary>What this process alone has in memory, in bytes: pages that no other process can share.</summary>
internal static partial class PrivateMemory
{
    private const int Counters = 9;
    private const int PagefileUsage = 7; // the first two are DWORDs, and share one
    private const int Kilobyte = 1024;

    public static long Now() => OperatingSystem.IsWindows() ? OfWindows() : OfLinux();

    /// <summary>PROCESS_MEMORY_COUNTERS.PagefileUsage. Windows counts what is committed, which is more; Wine what is in memory (RssAnon).</summary>
    private static long OfWindows()
    {
        Span<nuint> counters = stackalloc nuint[Counters];
        return K32GetProcessMemoryInfo(-1, counters, (uint)(Counters * nuint.Size)) ? (long)counters[PagefileUsage] : throw new InvalidOperationException("Windows does not tell the memory of this process.");
    }

    /// <summary>RssShmem is where the shared runtime keeps the code that it has compiled.</summary>
    private static long OfLinux() => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal) || line.StartsWith("RssShmem:", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * Kilobyte);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool K32GetProcessMemoryInfo(nint process, Span<nuint> counters, uint size);
}
