using System.Globalization;

namespace XenGuestTools.Build.Bench;

/// <summary>What build/agentbench prints of a run.</summary>
/// <param name="Start">From the start of the process to the first publication, in milliseconds.</param>
/// <param name="Cpu">Milliseconds of a CPU in all minutes after it.</param>
/// <param name="Allocated">Bytes, after the first hour.</param>
/// <param name="Growth">Of the heap, in bytes, after the first hour.</param>
/// <param name="Hour">Bytes that the process alone has in memory after an hour.</param>
/// <param name="End">The same at the end.</param>
internal sealed record AgentCost(double Start, double Cpu, double Allocated, double Growth, double Hour, double End)
{
    /// <param name="text">Wine may have a word to say before it.</param>
    public static AgentCost Parse(string text)
    {
        double[] numbers = [.. text.TrimEnd().Split('\n')[^1].Split(' ').Select(number => double.TryParse(number, CultureInfo.InvariantCulture, out var value) ? value : double.NaN)];
        return numbers is [var start, var cpu, var allocated, var growth, var hour, var end] && !numbers.Contains(double.NaN)
            ? new(start, cpu, allocated, growth, hour, end)
            : throw new BuildException($"agentbench printed '{text}'.");
    }
}
