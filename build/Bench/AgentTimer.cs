using System.Globalization;
using XenGuestTools.Build.Native;
using XenGuestTools.Build.Testing;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Build.Bench;

/// <summary>
/// What the agent costs over the real xenstored: its code in build/agentbench, in a steady VM and in compressed time, as a native program on Linux and for Windows under Wine (there with its own
/// view of Windows), and on the shared .NET runtime. Linux only.
/// </summary>
internal sealed class AgentTimer(Paths paths)
{
    private const int Runs = 5;
    private const int Cycles = 100_000;
    private const int CyclesUnderWine = 10_000;
    private const double Kilobyte = 1_000;
    private const double Megabyte = 1_000_000;
    private const double MillisecondsOfAMinute = 60_000;
    private const int MinutesOfAnHour = 60;

    private string Folder => Path.Combine(paths.Artifacts, "bench");

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellation)
    {
        var (program, assembly) = await PublishAsync("linux-x64", cancellation).ConfigureAwait(false);
        var native = await OnLinuxAsync(program, [], cancellation).ConfigureAwait(false);
        var shared = await OnLinuxAsync("dotnet", [assembly], cancellation).ConfigureAwait(false);
        var wine = await UnderWineAsync((await PublishAsync("win-x64", cancellation).ConfigureAwait(false)).Program + ".exe", cancellation).ConfigureAwait(false);
        return
        [
            .. Limits("Linux", native, Cycles),
            .. Limits("Wine", wine, CyclesUnderWine),
            new("agent: growth of the heap over 100,000 minutes", Math.Max(native.Growth, 0) / Kilobyte, "KB", 64),
            new("agent: memory after an hour, native over shared .NET runtime", native.Hour / shared.Hour, "ratio", 1),
            new("agent: start to first publication, native over shared .NET runtime", native.Start / shared.Start, "ratio", 1),
            new("agent: CPU time, native over shared .NET runtime", native.Cpu / shared.Cpu, "ratio", 2), // a compiler that sees the program run does better in a long one
        ];
    }

    private static IEnumerable<Figure> Limits(string where, AgentCost cost, int minutes) =>
    [
        new($"agent: start to first publication, {where}", cost.Start, "ms", 300),
        new($"agent: private memory after an hour, {where}", cost.Hour / Megabyte, "MB", 12),
        new(string.Create(CultureInfo.InvariantCulture, $"agent: private memory after {minutes:N0} minutes, {where}"), cost.End / Megabyte, "MB", 12),
        new($"agent: a minute of a steady VM, CPU time over real time, {where}", 100 * cost.Cpu / minutes / MillisecondsOfAMinute, "%", 0.1),
        new($"agent: allocated in a minute of a steady VM, {where}", cost.Allocated / Kilobyte / (minutes - MinutesOfAnHour), "KB", 32),
    ];

    private async Task<AgentCost> OnLinuxAsync(string program, string[] arguments, CancellationToken cancellation)
    {
        using var store = await StartStoreAsync(cancellation).ConfigureAwait(false);
        return await RunAsync(new(program), arguments, store, store.Socket, Cycles, cancellation).ConfigureAwait(false);
    }

    /// <summary>What a program that does nothing takes of memory and for its start is not counted: it is Wine's own copy of Windows' libraries, and Wine's start.</summary>
    private async Task<AgentCost> UnderWineAsync(string program, CancellationToken cancellation)
    {
        using var store = await StartStoreAsync(cancellation).ConfigureAwait(false);
        using StoreRelay relay = new(store.Socket);
        var prefix = await new WinePrefix(Path.Combine(paths.Wine, "template")).CloneAsync(Path.Combine(paths.Wine, "bench-agent"), cancellation).ConfigureAwait(false);
        try
        {
            File.Copy(program, prefix.HostPath(@"C:\agentbench.exe"));
            var cost = await RunAsync(prefix.Tool(), [@"C:\agentbench.exe"], store, relay.Address, CyclesUnderWine, cancellation).ConfigureAwait(false);
            async Task<AgentCost> IdleAsync() => AgentCost.Parse(await prefix.Tool().RunAsync([@"C:\agentbench.exe"], cancellation).ConfigureAwait(false));
            var idle = await MedianStartAsync(IdleAsync).ConfigureAwait(false);
            return cost with { Start = cost.Start - idle.Start, Hour = cost.Hour - idle.Hour, End = cost.End - idle.End };
        }
        finally
        {
            await prefix.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The long run, with the median start of several short ones: a start is short, and what else the machine does is not.</summary>
    private static async Task<AgentCost> RunAsync(Tool tool, string[] arguments, OxenStored store, string address, int minutes, CancellationToken cancellation)
    {
        using var host = store.Connect();
        async Task<AgentCost> OneRunAsync(int cycles)
        {
            host.Remove("/local/domain/1");
            return AgentCost.Parse(await tool.RunAsync([.. arguments, address, cycles.ToString(CultureInfo.InvariantCulture)], cancellation).ConfigureAwait(false));
        }

        var start = (await MedianStartAsync(() => OneRunAsync(1)).ConfigureAwait(false)).Start;
        return await OneRunAsync(minutes).ConfigureAwait(false) with { Start = start };
    }

    private static async Task<AgentCost> MedianStartAsync(Func<Task<AgentCost>> runAsync)
    {
        List<AgentCost> costs = [];
        for (var run = 0; run < Runs; run++)
        {
            costs.Add(await runAsync().ConfigureAwait(false));
        }

        return costs.OrderBy(cost => cost.Start).ElementAt(Runs / 2);
    }

    private async Task<OxenStored> StartStoreAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(Folder, "xenstored");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return await OxenStored.StartAsync(paths, folder, [], cancellation).ConfigureAwait(false);
    }

    /// <returns>The native program, and the same code for the shared runtime.</returns>
    private async Task<(string Program, string Assembly)> PublishAsync(string runtime, CancellationToken cancellation)
    {
        var folder = Path.Combine(Folder, "agent-" + runtime);
        await new NativeToolchain(paths) { ProjectProperties = [$"-p:RuntimeIdentifier={runtime}"] }.PublishAsync("build/agentbench", folder, cancellation).ConfigureAwait(false);
        return (Path.Combine(folder, "agentbench"), Path.Combine(paths.Artifacts, "bin", "agentbench", "release_" + runtime, "agentbench.dll"));
    }
}
