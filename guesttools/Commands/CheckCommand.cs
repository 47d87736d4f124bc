using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.GuestTools;

/// <summary>The checks of the installers, without an installation.</summary>
internal static class CheckCommand
{
    public static readonly Option VendorDevice = new("--allow-vendor-device", null, "as the installers do with ALLOWVENDORDEVICE=1");
    public static readonly Option AnyMachine = new("--allow-any-machine", null, "as the installers do with ALLOWANYMACHINE=1");

    public static Command Command { get; } = new()
    {
        Name = "check",
        Summary = "Can the tools be installed here? Says what stands against it and what to do",
        Options = [Option.Json, VendorDevice, AnyMachine],
        Run = Run,
    };

    private static ExitCode Run(CommandLine line)
    {
        var findings = Findings(line.Has(VendorDevice.Name), line.Has(AnyMachine.Name));
        var worst = findings.IsEmpty ? Severity.Note : findings.Max(f => f.Severity);
        if (line.Json)
        {
            Console.WriteLine(JsonText.Of(json => CommandJson.Write(findings, json)));
        }
        else
        {
            Show(findings, worst);
        }

        return worst switch
        {
            Severity.Error => ExitCode.Blocked,
            Severity.Warning => ExitCode.Warned,
            _ => ExitCode.Fine,
        };
    }

    /// <summary>Of this machine.</summary>
    public static ImmutableArray<Finding> Findings(bool allowVendorDevice = false, bool allowAnyMachine = false)
    {
        var vendors = VendorTable.Load();
        var options = new CheckOptions(allowVendorDevice, allowAnyMachine, Product.MinimumWindowsBuild, Product.MinimumWindowsName, [.. Product.UpgradeCodes.Select(p => p.Code)]);
        return Checks.Run(MachineScan.ForChecks(vendors), vendors, options);
    }

    private static void Show(IReadOnlyList<Finding> findings, Severity worst)
    {
        if (findings.Count > 0)
        {
            Console.WriteLine(FindingText.Message(findings));
            Console.WriteLine();
        }

        switch (worst)
        {
            case Severity.Error:
                Paint.Line(ConsoleColor.Red, $"{Product.Name} can't be installed on this machine as it is.");
                break;
            case Severity.Warning:
                Paint.Line(ConsoleColor.Yellow, $"{Product.Name} can be installed on this machine; read the warnings first.");
                break;
            default:
                Paint.Line(ConsoleColor.Green, $"{Product.Name} can be installed on this machine.");
                break;
        }
    }
}
