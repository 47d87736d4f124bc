using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Testing;
using XenGuestTools.Agent.Windows;
using XenGuestTools.Build.AgentBench;

[assembly: SupportedOSPlatform("windows")] // the agent's Windows code is not run elsewhere
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
[assembly: DisableRuntimeMarshalling]

const int MinutesOfAnHour = 60;

using var self = Process.GetCurrentProcess();
var started = self.StartTime.ToUniversalTime();

// agentbench: of a program that does nothing, the milliseconds from the start of the process to here and the private bytes.
if (args is [])
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(DateTime.UtcNow - started).TotalMilliseconds} 0 0 0 {PrivateMemory.Now()} {PrivateMemory.Now()}"));
    return;
}

// agentbench STORE MINUTES: an agent that publishes to a xenstored for so many minutes, which take no time. Prints milliseconds from the start of the process to the first publication,
// milliseconds of CPU after it, bytes allocated after an hour, growth of the heap after it, private bytes after an hour and at the end.
var (address, minutes) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture));
using TestSource source = new(address);
using CompressedTime clock = new(minutes);
using SteadyGuest guest = new();
using var windows = OperatingSystem.IsWindows() ? new WindowsProbe() : null;
IGuestProbe probe = windows is null ? guest : windows;
IGuestActions actions = windows is null ? guest : new WindowsActions();

var (start, cpu) = (TimeSpan.Zero, TimeSpan.Zero);
long heap = 0, allocated = 0, hour = 0, end = 0;
clock.Plan(0, () => (start, cpu) = (DateTime.UtcNow - started, Environment.CpuUsage.TotalTime));
clock.Plan(MinutesOfAnHour, () =>
{
    hour = PrivateMemory.Now();
    (heap, allocated) = (GC.GetTotalMemory(forceFullCollection: true), GC.GetTotalAllocatedBytes(precise: true));
});
clock.Plan(minutes, () =>
{
    cpu = Environment.CpuUsage.TotalTime - cpu;
    end = PrivateMemory.Now();
    allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
    heap = GC.GetTotalMemory(forceFullCollection: true) - heap;
});
new AgentLoop(source, probe, actions, AgentSettings.Default, new(1, 0, 0), clock, new((_, _) => { }, clock)).Run(clock.End);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{start.TotalMilliseconds} {cpu.TotalMilliseconds} {allocated} {heap} {hour} {end}"));
