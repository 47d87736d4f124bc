namespace XenGuestTools.Agent.Facts;

/// <summary>The operating system and the names of the computer.</summary>
/// <param name="Name">As Windows calls itself: "Windows Server 2022 Standard".</param>
/// <param name="Revision">The number of the cumulative update (UBR).</param>
/// <param name="HostName">The NetBIOS name.</param>
/// <param name="DnsHostName">The first label only: xapi puts the domain behind it.</param>
/// <param name="Domain">The DNS name of the domain; empty in a workgroup.</param>
public sealed record SystemFacts(string Name, int Major, int Minor, int Build, int Revision, string HostName, string DnsHostName, string Domain)
{
    private const int FirstBuildOfWindows11 = 22000;

    /// <summary>The registry of Windows 11 still has "Windows 10" as ProductName; only the build tells. Servers have their right names.</summary>
    public static string RightName(string productName, int build) =>
        build >= FirstBuildOfWindows11 && productName.StartsWith("Windows 10", StringComparison.Ordinal) ? string.Concat("Windows 11", productName.AsSpan("Windows 10".Length)) : productName;
}
