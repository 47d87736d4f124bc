using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.ServiceProcess;
using XenGuestTools.Agent;
using XenGuestTools.Agent.Windows;

[assembly: SupportedOSPlatform("windows")]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
[assembly: DisableRuntimeMarshalling]

const int Usage = 2;
const int Refused = 1;
const string Help = """
    Xen Guest Tools agent. Windows starts it as the service XenGuestAgent: sc start XenGuestAgent

      xenagent --console   run in this window until Ctrl+C; events go to the window
      xenagent --setup     have Windows start the service after the others, with an identity of its own and no privilege that it does not need; the installer does it
      xenagent --version   print the version
      xenagent --help      print this text
    """;

// From the version resource: reading the attribute of the assembly would need reflection, which makes the program half as large again.
var version = FileVersionInfo.GetVersionInfo(Environment.ProcessPath!).ProductVersion!;
switch (args)
{
    case [] when !Environment.UserInteractive: // Windows starts it
        using (EventLogWriter eventLog = new(AgentService.Name))
        using (AgentService service = new(stop => AgentRun.UntilStopped(version, eventLog.Write, stop)))
        {
            ServiceBase.Run(service);
        }

        return 0;

    case ["--console"]:
        using (ManualResetEvent stop = new(initialState: false))
        {
            Console.CancelKeyPress += (_, e) =>
            {
                e.Cancel = true;
                stop.Set();
            };
            AgentRun.UntilStopped(version, (id, message) => Console.WriteLine($"{(int)id,3}  {message}"), stop);
        }

        return 0;

    case ["--setup"]:
        var refused = ServiceSetup.Apply(AgentService.Name);
        foreach (var what in refused)
        {
            Console.Error.WriteLine($"xenagent: Windows refuses a setting of the service {AgentService.Name}, which runs without it: {what}");
        }

        return refused.Count == 0 ? 0 : Refused;

    case ["--version"]:
        Console.WriteLine(version);
        return 0;

    case ["--help" or "-h" or "/?"]:
        Console.WriteLine(Help);
        return 0;

    case []:
        Console.Error.WriteLine(Help);
        return Usage;

    default:
        Console.Error.WriteLine($"xenagent does not know '{string.Join(' ', args)}'.\n\n{Help}");
        return Usage;
}
