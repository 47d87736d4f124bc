using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>Small INFs with what the real ones have: hardware IDs, boot-start services, a filter, unplug values, an event source, a machine-wide setting, a program with the version in its name.</summary>
internal static class SampleInf
{
    public const string Provider = "Xen Project";

    private static readonly Guid ScsiAdapter = new("4d36e97b-e325-11ce-bfc1-08002be10318");

    public static readonly DriverInf[] All = Set(Provider, "XP", "9.1.0.114");
    public static readonly DriverInf Bus = All[0];
    public static readonly DriverInf Vbd = All[1];
    public static readonly DriverInf Vif = All[2];
    public static readonly DriverInf Net = All[3];
    public static readonly DriverInf Iface = All[4];


    /// <summary>The five packages of a vendor: bus, disks, virtual interfaces, network, interface.</summary>
    /// <param name="prefix">Two letters, of the devices that the vendor's bus makes.</param>
    /// <param name="force">The disk driver has the emulated disks unplugged without asking (facts 4.8).</param>
    /// <param name="program">The bus comes with its monitor, a program with the version in its name (facts 4.5).</param>
    public static DriverInf[] Set(string provider, string prefix, string version, bool force = false, bool program = true)
    {
        DriverInf Read(string name, string className, string ids, int start, string[] others, params string[] unplug) =>
            SampleInf.Read(provider, version, force, program && name == "xenbus" ? $"xenbus_monitor_{version.Replace('.', '_')}.exe" : null, name, className, ids, start, others, unplug);

        return
        [
            Read("xenbus", "System", @"PCI\VEN_5853&DEV_0002,PCI\VEN_5853&DEV_0001", 0, ["xenfilt"], "NICS", "DISKS"),
            Read("xenvbd", "SCSIAdapter", $@"XENBUS\VEN_{prefix}0001&DEV_VBD&REV_0900000B,XENBUS\VEN_{prefix}0002&DEV_VBD&REV_0900000B", 0, ["xendisk"], "DISKS") with { Class = ScsiAdapter },
            Read("xenvif", "System", $@"XENBUS\VEN_{prefix}0001&DEV_VIF&REV_0900000B,XENBUS\VEN_{prefix}0002&DEV_VIF&REV_0900000B", 3, [], "NICS"),
            Read("xennet", "Net", $@"XENVIF\VEN_{prefix}0001&DEV_NET&REV_09000005", 3, []),
            Read("xeniface", "System", $@"XENBUS\VEN_{prefix}0001&DEV_IFACE&REV_0900000B", 3, []),
        ];
    }

    private static DriverInf Read(string provider, string version, bool force, string? program, string name, string className, string ids, int start, string[] others, params string[] unplug) => DriverInf.From(InfFile.Parse($$"""
        [Version]
        Signature="$Windows NT$"
        Class={{className}}
        ClassGuid={4d36e97d-e325-11ce-bfc1-08002be10318}
        Provider=%Vendor%
        CatalogFile={{name}}.cat
        DriverVer=11/03/2025,{{version}}
        [DestinationDirs]
        DefaultDestDir=12
        Programs=11
        [Files]
        {{string.Concat(from file in others.Prepend(name) select $"{file}.sys\n")}}
        [Programs]
        {{program}}
        [Manufacturer]
        %Vendor%=Inst,NTamd64
        [Inst.NTamd64]
        Device=Install,{{ids}}
        [Install]
        CopyFiles=Files,Programs
        [Install.Services]
        AddService={{name}},2,Main_Service,Events
        {{string.Concat(from service in others select $"AddService={service},,{service}_Service\n")}}
        {{(program is not null ? "AddService=xenbus_monitor,,Monitor_Service" : "")}}
        [Main_Service]
        ServiceType=1
        StartType={{start}}
        ServiceBinary=%12%\{{name}}.sys
        AddReg=Settings
        {{string.Concat(from service in others select $"[{service}_Service]\nServiceType=1\nStartType=0\nServiceBinary=%12%\\{service}.sys\n")}}
        [Monitor_Service]
        ServiceType=0x10
        StartType=2
        ServiceBinary=%11%\{{program ?? "none.exe"}}
        [Events]
        AddReg=Event_Values
        [Event_Values]
        HKR,,EventMessageFile,0x20000,"%%SystemRoot%%\System32\{{name}}.dll"
        [Settings]
        HKR,Parameters,Depth,0x00010001,1
        {{string.Concat(from value in unplug select $"HKLM,SYSTEM\\CurrentControlSet\\Services\\XEN\\Unplug,{value},0x00010001,0\n")}}
        {{(name == "xenvbd" ? @"HKLM,SYSTEM\CurrentControlSet\Control\Pnp,DontStartRawDevices,0x00010001,0" : "")}}
        {{(force && name == "xenvbd" ? @"HKLM,SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug,DISKS,0x00010001,1" : "")}}
        [Strings]
        Vendor="{{provider}}"
        """));
}
