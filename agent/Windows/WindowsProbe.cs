using System.Runtime.InteropServices;
using XenGuestTools.Agent.Facts;

namespace XenGuestTools.Agent.Windows;

/// <summary>What Windows tells of itself.</summary>
internal sealed unsafe partial class WindowsProbe : IGuestProbe, IDisposable
{
    private const string VersionKey = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion";
    private const int DnsHostName = 1; // COMPUTER_NAME_FORMAT
    private const int DnsDomain = 2;
    private const int LongestName = 256;

    private readonly AddressNotification addresses = new();

    public WaitHandle AdaptersChanged => addresses.Signal;

    public SystemFacts System()
    {
        var version = Environment.OSVersion.Version; // .NET asks RtlGetVersion, which tells the truth
        var name = RegistryValue.Read(VersionKey, "ProductName") as string ?? "Windows";
        var revision = RegistryValue.Read(VersionKey, "UBR") as int? ?? 0;
        return new(SystemFacts.RightName(name, version.Build), version.Major, version.Minor, version.Build, revision, Environment.MachineName, Name(DnsHostName), Name(DnsDomain));
    }

    public MemoryFacts Memory()
    {
        MemoryStatus status = new() { Length = (uint)sizeof(MemoryStatus) };
        return GlobalMemoryStatusEx(ref status) ? new(status.TotalPhysical / 1024, status.AvailablePhysical / 1024) : throw GuestError.Last("GlobalMemoryStatusEx");
    }

    public IReadOnlyList<VolumeFacts> Volumes() => VolumeList.Read();

    public IReadOnlyList<AdapterFacts> Adapters() => [.. AdapterList.Read().Select(a => new AdapterFacts(a.Mac, a.Addresses))];

    public void Dispose() => addresses.Dispose();

    private static string Name(int format)
    {
        var text = stackalloc char[LongestName];
        uint size = LongestName;
        return GetComputerNameExW(format, text, ref size) ? new string(text) : throw GuestError.Last("GetComputerNameEx");
    }

    /// <summary>MEMORYSTATUSEX.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryStatus
    {
        public uint Length;
        public uint Load;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtendedVirtual;
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(ref MemoryStatus status);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetComputerNameExW(int format, char* name, ref uint size);
}
