using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>Small INFs with what the real ones have: hardware IDs, boot-start services, a filter, unplug values, an event source, a machine-wide setting.</summary>
internal static class SampleInf
{
    public const string Provider = "Xen Project";

    public static readonly DriverInf Bus = Read("xenbus", "System", @"PCI\VEN_5853&DEV_0002,PCI\VEN_5853&DEV_0001", 0, ["xenfilt"], "NICS", "DISKS");
    public static readonly DriverInf Vbd = Read("xenvbd", "SCSIAdapter", @"XENBUS\VEN_XP0001&DEV_VBD&REV_0900000B,XENBUS\VEN_XP0002&DEV_VBD&REV_0900000B", 0, ["xendisk"], "DISKS");
    public static readonly DriverInf Vif = Read("xenvif", "System", @"XENBUS\VEN_XP0001&DEV_VIF&REV_0900000B,XENBUS\VEN_XP0002&DEV_VIF&REV_0900000B", 3, [], "NICS");
    public static readonly DriverInf Net = Read("xennet", "Net", @"XENVIF\VEN_XP0001&DEV_NET&REV_09000005", 3, []);
    public static readonly DriverInf Iface = Read("xeniface", "System", @"XENBUS\VEN_XP0001&DEV_IFACE&REV_0900000B", 3, []);

    public static readonly DriverInf[] All = [Bus, Vbd, Vif, Net, Iface];

    private static DriverInf Read(string name, string className, string ids, int start, string[] others, params string[] unplug) => DriverInf.From(InfFile.Parse($$"""
        [Version]
        Signature="$Windows NT$"
        Class={{className}}
        ClassGuid={4d36e97d-e325-11ce-bfc1-08002be10318}
        Provider=%Vendor%
        CatalogFile={{name}}.cat
        DriverVer=11/03/2025,9.1.0.114
        [DestinationDirs]
        DefaultDestDir=12
        [Files]
        {{string.Concat(from file in others.Prepend(name) select $"{file}.sys\n")}}
        [Manufacturer]
        %Vendor%=Inst,NTamd64
        [Inst.NTamd64]
        Device=Install,{{ids}}
        [Install]
        CopyFiles=Files
        [Install.Services]
        AddService={{name}},2,Main_Service,Events
        {{string.Concat(from service in others select $"AddService={service},,{service}_Service\n")}}
        [Main_Service]
        ServiceType=1
        StartType={{start}}
        ServiceBinary=%12%\{{name}}.sys
        AddReg=Settings
        {{string.Concat(from service in others select $"[{service}_Service]\nServiceType=1\nStartType=0\nServiceBinary=%12%\\{service}.sys\n")}}
        [Events]
        AddReg=Event_Values
        [Event_Values]
        HKR,,EventMessageFile,0x20000,"%%SystemRoot%%\System32\{{name}}.dll"
        [Settings]
        HKR,Parameters,Depth,0x00010001,1
        HKLM,SYSTEM\CurrentControlSet\Control\Pnp,DontStartRawDevices,0x00010001,0
        {{string.Concat(from value in unplug select $"HKLM,SYSTEM\\CurrentControlSet\\Services\\XEN\\Unplug,{value},0x00010001,0\n")}}
        [Strings]
        Vendor="{{Provider}}"
        """));
}
