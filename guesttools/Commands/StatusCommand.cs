using XenGuestTools.Core;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.GuestTools;

/// <summary>What is installed, and whether it works.</summary>
internal static class StatusCommand
{
    public static Command Command { get; } = new()
    {
        Name = "status",
        Summary = "Are they installed, and do they work?",
        Options = [Option.Json],
        Run = Run,
    };

    private static ExitCode Run(CommandLine line)
    {
        var status = GuestStatusScan.Read(ProgramVersion.Text);
        var code = CodeOf(status);
        if (line.Json)
        {
            Console.WriteLine(JsonText.Of(json => CommandJson.Write(status, json)));
        }
        else
        {
            Show(status, code);
        }

        return code;
    }

    /// <summary>A restart that is pending explains what does not work yet.</summary>
    private static ExitCode CodeOf(GuestStatus status) => status switch
    {
        { IsInstalled: false } => ExitCode.NotInstalled,
        { RestartRequests.IsEmpty: false } => ExitCode.RestartPending,
        { Problems.IsEmpty: false } => ExitCode.Broken,
        _ => ExitCode.Fine,
    };

    private static void Show(GuestStatus status, ExitCode code)
    {
        Console.WriteLine("Packages");
        foreach (var package in status.Packages)
        {
            Console.WriteLine($"  {package.Name,-9} {package.Version ?? "not installed"}");
        }

        Console.WriteLine("Drivers");
        foreach (var driver in status.Drivers)
        {
            Show(driver);
        }

        Console.WriteLine("Agent");
        Console.WriteLine(status.Agent is { } agent ? $"  service {agent.Name}: {agent.State}, start {agent.Start}" : $"  no service {GuestStatus.AgentService}");
        Console.WriteLine(status.XenIfacePresent ? "  xeniface is there: the host can be reached" : "  xeniface is not there: the agent waits for it");
        Conclude(status, code);
    }

    private static void Show(DriverStatus driver)
    {
        Console.WriteLine($"  {driver.Name}: {(driver.Stored.IsEmpty ? "not in the driver store" : string.Join("; ", driver.Stored.Select(s => $"{s.Version} of {s.Provider} ({s.PublishedName})")))}");
        foreach (var device in driver.Devices)
        {
            Console.WriteLine($"    device  {device.InstanceId}: {(device.Present ? "" : "not present now, ")}{(device.Inf is null ? "no driver" : $"driver of {device.Inf}")}");
        }

        foreach (var service in driver.Services)
        {
            Console.WriteLine($"    service {service.Name}: {service.State}, start {service.Start}");
        }
    }

    private static void Conclude(GuestStatus status, ExitCode code)
    {
        Console.WriteLine();
        foreach (var problem in status.Problems)
        {
            Paint.Line(ConsoleColor.Red, problem);
        }

        switch (code)
        {
            case ExitCode.RestartPending:
                Paint.Line(ConsoleColor.Yellow, $"Restart Windows: {string.Join(", ", status.RestartRequests)} asked for it.");
                break;
            case ExitCode.NotInstalled:
                Paint.Line(ConsoleColor.Yellow, $"{Product.Name} is not installed on this machine.");
                break;
            case ExitCode.Fine:
                Paint.Line(ConsoleColor.Green, $"{Product.Name} is installed and works.");
                break;
        }
    }
}
