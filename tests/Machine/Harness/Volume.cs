namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>One more volume of a machine. One of Wine is a link to a folder, and its mount manager looks for them when it starts: restart the machine.</summary>
public static class Volume
{
    /// <param name="folder">On drive C.</param>
    public static void Mount(Vm vm, char letter, string folder) =>
        File.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(vm.HostPath(@"C:\x"))!, "..", "dosdevices", $"{letter}:"), vm.HostPath(folder));
}
