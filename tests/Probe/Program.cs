using System.Runtime.Versioning;
using XenGuestTools.Core.Windows;
using XenGuestTools.Tests.Probe;

[assembly: SupportedOSPlatform("windows")]

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
