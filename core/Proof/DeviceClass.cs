namespace XenGuestTools.Core.Proof;

/// <summary>The device setup classes of Xen drivers (Microsoft: "System-Defined Device Setup Classes Available to Vendors"; facts 4.2).</summary>
internal static class DeviceClass
{
    public const string System = "System";
    public const string Net = "Net";
    public const string ScsiAdapter = "SCSIAdapter";

    private static readonly (string Name, Guid Id)[] All =
    [
        (System, new("4d36e97d-e325-11ce-bfc1-08002be10318")),
        (Net, new("4d36e972-e325-11ce-bfc1-08002be10318")),
        (ScsiAdapter, new("4d36e97b-e325-11ce-bfc1-08002be10318")),
        ("HIDClass", new("745a17a0-74d3-11d0-b6fe-00a0c90f57da")),
    ];

    /// <returns>Null for a class that no Xen driver is of.</returns>
    public static string? Of(Guid id) => Array.Find(All, known => known.Id == id).Name;
}
