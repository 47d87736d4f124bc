namespace XenGuestTools.Build;

/// <param name="Drivers">A folder with <c>&lt;name&gt;/x64/…</c> or <c>&lt;name&gt;/…</c>; null for drivers/x64 if it holds packages, else for the sample packages.</param>
/// <param name="Out">Where the results go.</param>
/// <param name="AllowTestSigning">Driver packages whose signature Windows takes in test mode only may be used; the results then say TEST-SIGNED.</param>
public sealed record Options(string? Drivers, string Out, bool AllowTestSigning = false);
