using XenGuestTools.Build.Deploy;

namespace XenGuestTools.Tests.Package.Deploy;

/// <summary>A build that was never made, all of whose packages have version 9.1.0.5.</summary>
internal static class SomeRelease
{
    public static readonly Release Value = new(
        Build.Product.Load(Checkout.Paths),
        Checkout.Product("XgtProductName"),
        new(new(ReleaseReader.SetupName, 1, ""), ""),
        [.. Checkout.Packages.Select(p => new BuiltMsi(p, new($"{p}-x64.msi", 1, ""), "", "", "", new(9, 1, 0, 5)))],
        Download: null);
}
