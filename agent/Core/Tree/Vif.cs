using XenGuestTools.Agent.Facts;

namespace XenGuestTools.Agent.Tree;

/// <summary>A virtual network interface as the host counts it.</summary>
/// <param name="DriverReports">xenvif itself writes the addresses below attr/vif/&lt;n&gt;, and nobody else may.</param>
public sealed record Vif(int Number, MacAddress Mac, bool DriverReports);
