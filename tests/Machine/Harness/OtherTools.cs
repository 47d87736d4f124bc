namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>Machines with other vendors' tools on them, as facts 4.2 to 4.7 describe them.</summary>
public static class OtherTools
{
    private const string Uninstall = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\";
    private static readonly Guid Citrix7Agent = new("48E5492C-6843-452E-97A2-A5FE2D24B141"); // XCP-ng 8.2 uses the same upgrade code
    private static readonly Guid XenServer9 = new("AF9B2559-3E91-4206-98C2-F560009FF7F1");

    public static MachineBuilder WithCitrixTools7(this MachineBuilder machine) => machine.Is("Citrix tools 7")
        .WithProduct(new("4D0B0C8A-1F6B-4E55-9E52-7D4E5B7F0071"), Citrix7Agent, "Citrix XenServer Windows Management Agent", "Citrix Systems, Inc.", "7.1.1305")
        .WithBoundBus("XS", "Citrix Systems, Inc.", "8.2.1.155")
        .WithAgentServices("Citrix XenServer")
        .WithKey(@"SOFTWARE\Citrix\XenTools", ("MajorVersion", 7u), ("MinorVersion", 1u), ("MicroVersion", 1305u), ("Install_Dir", @"C:\Program Files\Citrix\XenTools\"))
        .WithKey(@"SOFTWARE\Citrix\XenToolsInstaller", ("InstallStatus", "Installed"));

    public static MachineBuilder WithXenServerTools9(this MachineBuilder machine) => machine.Is("XenServer VM Tools 9")
        .WithProduct(new("AC81AF0E-19F5-4A4F-B891-76166BF348ED"), XenServer9, "XenServer VM Tools for Windows", "Cloud Software Group, Inc.", "9.4.0")
        .WithBoundBus("XS", "Cloud Software Group, Inc.", "9.1.7.65")
        .WithAgentServices("XenServer");

    public static MachineBuilder WithXcpNgTools82(this MachineBuilder machine) => machine.Is("XCP-ng tools 8.2")
        .WithProduct(new("A9E1F0C3-5D0C-4C6E-8B11-2F5A8B2C0082"), Citrix7Agent, "XCP-ng Windows Management Agent", "XCP-ng", "8.2.2.200")
        .WithBoundBus("XN", "XCP-ng", "8.2.2.1")
        .WithAgentServices("XCP-ng")
        .WithKey(@"SOFTWARE\XCP-ng\XenTools", ("MajorVersion", 8u), ("MinorVersion", 2u));

    public static MachineBuilder WithXcpNgTools9(this MachineBuilder machine) => machine.Is("XCP-ng tools 9")
        .WithProduct(new("5C2B7E0D-6A37-4A63-B0B4-9E57C1F30090"), new("B7E2F0A1-3C5D-4E6F-8A9B-0C1D2E3F4090"), "XCP-ng Windows Guest Tools", "Vates", "9.2.350")
        .WithBoundBus("XN", "XCP-ng", "9.2.350.0")
        .WithService("xenplusXN", start: 2, type: 16, @"C:\Program Files\XCP-ng\Windows Guest Tools\xenplus.exe")
        .WithKey(@"SOFTWARE\XCP-ng", ("PVBusFeatureInstalled", 1u), ("PVNetworkFeatureInstalled", 1u), ("ToolsFeatureInstalled", 1u));

    /// <summary>A product of Windows Installer: the keys that RegisterProduct and PublishProduct write for a per-machine one.</summary>
    internal static MachineBuilder WithProduct(this MachineBuilder machine, Guid product, Guid? upgrade, string name, string publisher, string version)
    {
        var packed = Packed(product);
        var data = $@"SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData\S-1-5-18\Products\{packed}";
        (string, object)[] entry = [("DisplayName", name), ("Publisher", publisher), ("DisplayVersion", version), ("WindowsInstaller", 1u), ("UninstallString", $"MsiExec.exe /X{product:B}")];
        return machine
            .WithKey($@"SOFTWARE\Classes\Installer\Products\{packed}", ("ProductName", name), ("PackageCode", Packed(new Guid("D2F0B0D5-52F3-4F1A-A5B5-0C5E6D3B7A11"))),
                ("Language", 1033u), ("Version", 0x07010000u), ("Assignment", 1u), ("AdvertiseFlags", 388u), ("InstanceType", 0u))
            .WithKey($@"SOFTWARE\Classes\Installer\Features\{packed}", ("Main", ""))
            .WithUpgradeCode(upgrade, packed)
            .WithKey($@"{data}\InstallProperties", [.. entry, ("WindowsInstaller", 1u), ("LocalPackage", $@"C:\windows\Installer\{packed[..8]}.msi")])
            .WithKey($@"{data}\Features", ("Main", ""))
            .WithKey(Uninstall + product.ToString("B").ToUpperInvariant(), entry);
    }

    private static MachineBuilder WithUpgradeCode(this MachineBuilder machine, Guid? upgrade, string product) => upgrade is not { } code ? machine : machine
        .WithKey($@"SOFTWARE\Classes\Installer\UpgradeCodes\{Packed(code)}", (product, ""))
        .WithKey($@"SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UpgradeCodes\{Packed(code)}", (product, ""));

    /// <summary>A bus driver that is bound to the platform device, and the network child that it made.</summary>
    private static MachineBuilder WithBoundBus(this MachineBuilder machine, string prefix, string provider, string version) => machine
        .WithSystemDriver(@"PCI\VEN_5853&DEV_0001&SUBSYS_00015853&REV_01\3&267A616A&0&10", "0041", "xenbus", "oem3.inf", provider, version)
        .WithService("xenbus", start: 0, type: 1, @"System32\drivers\xenbus.sys")
        .WithService("xenfilt", start: 0, type: 1, @"System32\drivers\xenfilt.sys")
        .WithChild("XENBUS", prefix, "VIF", "09000000")
        .WithSystemDriver($@"XENBUS\VEN_{prefix}&DEV_VIF\_", "0042", "xenvif", "oem4.inf", provider, version)
        .WithService("xenvif", start: 3, type: 1, @"System32\drivers\xenvif.sys");

    private static MachineBuilder WithAgentServices(this MachineBuilder machine, string brand) => machine
        .WithService("XenSvc", start: 2, type: 16, @"C:\Program Files\XenTools\XenGuestAgent.exe", $"{brand} Windows Management Agent")
        .WithService("InstallAgent", start: 2, type: 16, @"C:\Program Files\XenTools\InstallAgent.exe", $"{brand} Installation and Update Agent");

    /// <summary>The form of a GUID in Windows Installer's key names: each group of hex digits backwards.</summary>
    public static string Packed(Guid code)
    {
        var text = code.ToString("N").ToUpperInvariant();
        int[] groups = [8, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2];
        var position = 0;
        return string.Concat(groups.SelectMany(length =>
        {
            var group = text.Substring(position, length);
            position += length;
            return group.Reverse();
        }));
    }
}
