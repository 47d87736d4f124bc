using System.Net;

namespace XenGuestTools.Agent.Facts;

/// <summary>A network adapter that is up, with the addresses that it has now.</summary>
public sealed record AdapterFacts(MacAddress Mac, IReadOnlyList<IPAddress> Addresses);
