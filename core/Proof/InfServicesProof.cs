namespace XenGuestTools.Core.Proof;

/// <summary>Every install section installs the driver's service, and each service fits its image (Microsoft: "INF AddService Directive"; facts 4.4).</summary>
internal static class InfServicesProof
{
    private const int KernelDriver = 0x1;
    private const int OwnProcess = 0x10;
    private const int SharedProcess = 0x20;
    private const string Report = "Take a package whose INF is right, and tell its publisher.";

    public static void Check(string name, InfFile file, DriverInf inf, InfInstall install, FileFindings findings)
    {
        var targets = inf.Files.Select(copied => copied.TargetPath).ToHashSet(StringComparer.OrdinalIgnoreCase);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var section in install.Sections)
        {
            var services = Services(file, install, section);
            if (!services.Exists(s => s.Service.IsFunctionDriver && Names.Same(s.Service.Name, name)))
            {
                findings.Error("XGD2014", file.Lines(section) is [var first, ..] ? first.Number : 0, $"[{section}] installs no service {name} for its device (AddService with flag 2), so the device would have no driver.", Report);
            }

            CheckDecoration(file, install, section, findings);
            CheckNeeds(file, install, section, findings);
            foreach (var (service, directive) in services.Where(s => seen.Add($"{s.Directive.Field(2)}|{s.Service.Name}")))
            {
                CheckService(service, name, directive.Number, targets, findings);
            }
        }
    }

    private static List<(InfService Service, InfLine Directive)> Services(InfFile file, InfInstall install, string section)
    {
        List<(InfService, InfLine)> found = [];
        foreach (var directive in install.Lines(section, ".Services").Where(line => line.HasKey("AddService")))
        {
            InfServices services = new(file, new(file));
            services.Add(directive);
            found.AddRange(services.Services.Select(service => (service, directive)));
        }

        return found;
    }

    /// <summary>Windows looks for the services of [X.NTamd64] in [X.NTamd64.Services] only.</summary>
    private static void CheckDecoration(InfFile file, InfInstall install, string section, FileFindings findings)
    {
        var taken = install.Decorated(section, "");
        if (install.Decorated(section, ".Services") is { } services && !Names.Same(services, taken + ".Services"))
        {
            findings.Error("XGD2014", file.Lines(services) is [var first, ..] ? first.Number : 0, $"Windows takes [{taken}] and looks for [{taken}.Services], and the services are in [{services}].", Report);
        }
    }

    private static void CheckNeeds(InfFile file, InfInstall install, string section, FileFindings findings)
    {
        var lines = install.Lines(section, "");
        if (lines.Exists(line => line.HasKey("Include")))
        {
            return;
        }

        foreach (var line in lines.Where(line => line.HasKey("Needs")))
        {
            foreach (var needed in line.Fields.Where(needed => needed.Length > 0 && !file.HasSection(needed)))
            {
                findings.Error("XGD2021", line.Number, $"[{section}] needs [{needed}], which is neither in this INF nor in one that it includes.", Report);
            }
        }
    }

    private static void CheckService(InfService service, string name, int line, HashSet<string> targets, FileFindings findings)
    {
        var isDriver = service.ImagePath.EndsWith(".sys", StringComparison.OrdinalIgnoreCase);
        if (isDriver ? service.ServiceType != KernelDriver : service.ServiceType is not (OwnProcess or SharedProcess))
        {
            findings.Error("XGD2015", line, $"Service {service.Name} runs {service.ImagePath} and has ServiceType 0x{service.ServiceType:X}, and {(isDriver ? "a kernel driver has 0x1" : "a program has 0x10 or 0x20")}.", Report);
        }

        if (!targets.Contains(service.ImagePath))
        {
            findings.Error("XGD2016", line, $"Service {service.Name} runs {service.ImagePath}, which the INF does not copy.", Report);
        }

        CheckStart(service, name, line, findings);
    }

    private static void CheckStart(InfService service, string name, int line, FileFindings findings)
    {
        var role = DriverRole.Of(service.Name);
        if ((role?.Start == ServiceStart.Boot || Names.Among(DriverRole.BootFilters, service.Name)) && service.Start != ServiceStart.Boot)
        {
            findings.Error("XGD2022", line, $"Service {service.Name} has StartType {(int)service.Start}, and Windows boots from its disks only if it starts at boot (0).", Report);
        }
        else if (service.Start == ServiceStart.Disabled)
        {
            findings.Error("XGD2022", line, $"Service {service.Name} has StartType 4 (disabled), so {name} would not work.", Report);
        }
        else if (role?.Start == ServiceStart.Demand && service.Start != ServiceStart.Demand)
        {
            findings.Warning("XGD2022", line, $"Service {service.Name} has StartType {(int)service.Start}, and this driver is one that starts when its device is there (3).", Report);
        }
    }
}
