using System.Globalization;
using System.Runtime.Versioning;
using XenGuestTools.Core.Windows;
using XenGuestTools.Tests.Probe;

[assembly: SupportedOSPlatform("windows")]

// probe clean OLDTOOLS.JSON SECONDS SECONDS: a clean-up whose uninstallers have this long, and which waits this long for another one.
if (args is ["clean", var belongings, var uninstaller, var other])
{
    return ShortClean.Run(belongings, TimeSpan.FromSeconds(int.Parse(uninstaller, CultureInfo.InvariantCulture)), TimeSpan.FromSeconds(int.Parse(other, CultureInfo.InvariantCulture)));
}

// probe time RUNS EXITCODE PROGRAM ARGUMENT: how long a program takes; probe nothing: one that does nothing.
if (args is ["time", var runs, var exitCode, var program, var argument])
{
    return ProgramTimer.Run(int.Parse(runs, CultureInfo.InvariantCulture), int.Parse(exitCode, CultureInfo.InvariantCulture), program, argument);
}

if (args is ["nothing"])
{
    return 0;
}

// probe uninstaller KEY CODE…: stands in for an uninstaller.
if (args is ["uninstaller", var key, .. var codes])
{
    return StandInUninstaller.Run(key, codes);
}

// probe NEWER OLDER DRIVER…: two folders with a set of driver packages each, and the names of the drivers in the order of the chain.
if (args is not [var newer, var older, .. { Length: > 0 } drivers])
{
    await Console.Error.WriteLineAsync("usage: probe FOLDER-OF-NEWER-PACKAGES FOLDER-OF-OLDER-PACKAGES DRIVER...");
    return 64;
}

Dictionary<string, DriverPackage> Read(string folder) => drivers.ToDictionary(name => name, name => DriverPackage.Open(Path.Combine(folder, name, "x64", name + ".inf")));

using var output = Console.OpenStandardOutput();
new Story(Read(newer), Read(older), new Report(output)).Tell(drivers);
return 0;
