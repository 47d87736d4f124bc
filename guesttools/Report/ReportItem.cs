namespace XenGuestTools.GuestTools;

/// <summary>One file of a report.</summary>
/// <param name="Name">In the zip, with "/".</param>
/// <param name="Source">Where it comes from, for the list.</param>
/// <param name="Read">May fail: then the list has the reason in place of the size.</param>
internal sealed record ReportItem(string Name, string Source, Func<byte[]> Read);
