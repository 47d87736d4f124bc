using System.Runtime.Versioning;
using System.Security;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Offline;
using XenGuestTools.Core.Windows;
using XenGuestTools.GuestTools;

[assembly: SupportedOSPlatform("windows")]

var line = CommandLine.Parse(args, AllCommands.List);
if (line.Error is not null)
{
    await Console.Error.WriteLineAsync($"guesttools: {line.Error} Run 'guesttools --help'.");
    return (int)ExitCode.Usage;
}

try
{
    return (int)Run(line);
}
catch (NetworkException e)
{
    await Console.Error.WriteLineAsync($"guesttools: {e.Message}");
    return (int)(e.IsNothingSaved ? ExitCode.NothingSaved : ExitCode.Failed);
}
catch (CleanException e)
{
    await Console.Error.WriteLineAsync($"guesttools: {e.Message}");
    return (int)(e.IsNothingToUndo ? ExitCode.NothingToUndo : ExitCode.Failed);
}
catch (OfflineException e)
{
    await Console.Error.WriteLineAsync($"guesttools: {e.Message}");
    return (int)(e.IsNothingToUndo ? ExitCode.NothingToUndo : ExitCode.Failed);
}
catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException or UnauthorizedAccessException or SecurityException)
{
    await Console.Error.WriteLineAsync($"guesttools: this machine could not be read: {e.Message} Run it as an administrator; if that does not help, please report it.");
    return (int)ExitCode.Failed;
}

static ExitCode Run(CommandLine line)
{
    switch (line)
    {
        case { WantsVersion: true }:
            Console.WriteLine(HelpText.VersionOf(ProgramVersion.Text));
            return ExitCode.Fine;
        case { WantsHelp: true } or { Command: null }:
            Console.WriteLine(line.Command is { } command ? HelpText.Of(command) : HelpText.Of(AllCommands.List));
            return ExitCode.Fine;
        default:
            return line.Command.Run(line);
    }
}
