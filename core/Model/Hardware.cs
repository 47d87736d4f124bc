namespace XenGuestTools.Core;

/// <summary>A device that Windows finds as often as it looks.</summary>
/// <param name="Device">As it is found: present, without a driver.</param>
/// <param name="MadeBy">The driver that makes it (xenbus makes VBD, VIF and IFACE, xenvif makes NET); null for what the host gives.</param>
public sealed record Hardware(Device Device, DriverKey? MadeBy);

/// <param name="Service">Of the device that the driver runs.</param>
/// <param name="Provider">Of the driver's package: each vendor's bus makes devices of its own name.</param>
public sealed record DriverKey(string Service, string Provider);
