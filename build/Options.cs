namespace XenGuestTools.Build;

/// <param name="Drivers">A folder with <c>&lt;name&gt;/x64/…</c>; null for drivers/x64 if it holds packages, else for the sample packages.</param>
/// <param name="Out">Where the results go.</param>
public sealed record Options(string? Drivers, string Out);
