using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace XenGuestTools.Tests.Package.Deploy;

/// <summary>How a script ended: what an engine looks at.</summary>
internal sealed record ScriptResult(int ExitCode, string Output);

/// <summary>
/// Runs a script in a PowerShell of this process, which has the language and its core but not the module with <c>ConvertFrom-Json</c>: that one command is ours. What the machine has is an environment of the test.
/// </summary>
internal static class ScriptHost
{
    // The library reports its use over the network otherwise.
    static ScriptHost() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    /// <param name="programFiles">What the script finds in ProgramW6432.</param>
    public static ScriptResult Run(string script, string programFiles) => Run("$env:ProgramW6432 = $args[0]; & $args[1]", (object)programFiles, script);

    /// <param name="lines">PowerShell, with the arguments in <c>$args</c>.</param>
    public static ScriptResult Run(string lines, params object[] arguments)
    {
        var state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("ConvertFrom-Json", typeof(ConvertFromJson), helpFileName: null));
        state.Variables.Add(new SessionStateVariableEntry("LASTEXITCODE", 0, ""));
        using var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(lines);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        var output = shell.Invoke();
        Assert.Empty(shell.Streams.Error);
        return new((int)runspace.SessionStateProxy.GetVariable("LASTEXITCODE"), string.Join('\n', output));
    }

    /// <summary>The sentences of the parser about a script; none when it is PowerShell.</summary>
    public static IEnumerable<string> SyntaxErrors(string text)
    {
        System.Management.Automation.Language.Parser.ParseInput(text, out _, out var errors);
        return errors.Select(e => $"{e.Extent.StartLineNumber}: {e.Message}");
    }
}
