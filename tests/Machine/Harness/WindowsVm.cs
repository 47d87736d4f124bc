using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Principal;
using Microsoft.Win32;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// The Windows machine that the test runs on: a Xen VM that can be thrown away, started anew from its snapshot by whoever runs the tests.
/// Nothing is planted in it, so the tests that need another vendor's tools or a device skip.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsVm : Vm
{
    private const string OptIn = "windows";

    /// <summary>What an installation of ours can touch; the whole registry of a living Windows is never the same twice.</summary>
    private static readonly string[] Watched =
    [
        BuiltProduct.Key, @"SOFTWARE\WOW6432Node\" + BuiltProduct.Name, @"SYSTEM\CurrentControlSet\Services", @"SYSTEM\CurrentControlSet\Control\Class", @"SYSTEM\CurrentControlSet\Enum\PCI",
        @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall", @"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall", @"SOFTWARE\Classes\Installer",
        @"SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\UserData\S-1-5-18\Products",
    ];

    private WindowsVm(BuiltProduct product, string name)
        : base(product, name)
    {
    }

    public static Vm Start(MachineBuilder machine, BuiltProduct product, string name)
    {
        Assert.SkipUnless(System.Environment.GetEnvironmentVariable("XGT_MACHINE") == OptIn,
            "This test installs and removes drivers on the machine that it runs on. Set XGT_MACHINE=windows on a Xen VM that can be thrown away.");
        using var identity = WindowsIdentity.GetCurrent();
        Assert.SkipUnless(new WindowsPrincipal(identity).IsInRole(WindowsBuiltInRole.Administrator), "Installing drivers takes an administrator: run the tests elevated.");
        Assert.SkipWhen(machine.Unusual.Count > 0, $"A real machine can't be given {string.Join(", ", machine.Unusual)}: this test runs under Wine.");
        return new WindowsVm(product, name);
    }

    public override string HostPath(string windowsPath) => windowsPath;

    public override string WindowsPath(string hostPath) => hostPath;

    /// <summary>Does nothing: the test would end with the machine. What Windows has put off to its next start shows as a difference.</summary>
    public override Task RestartAsync() => Task.CompletedTask;

    public override Task<RegistryImage> RegistryAsync()
    {
        var image = new RegistryImage();
        foreach (var path in Watched)
        {
            using var key = Registry.LocalMachine.OpenSubKey(path);
            Read(key, path, image);
        }

        return Task.FromResult(image);
    }

    public override async Task<Snapshot> SnapshotAsync() =>
        Snapshot.Of(await RegistryAsync().ConfigureAwait(false), BuiltProduct.ProgramFiles, System.Environment.SystemDirectory + @"\drivers");

    public override Display Display => throw new NotSupportedException("On Windows programs have the desktop.");

    public override void Kill(string program)
    {
        foreach (var process in Process.GetProcessesByName(Path.GetFileNameWithoutExtension(program)))
        {
            process.Kill();
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async Task<string> RunScriptAsync(string script, TimeSpan limit) =>
        (await (new Tool("cmd.exe") { TimeLimit = limit }).TryRunAsync(["/c", script]).ConfigureAwait(false)).Output;

    private static void Read(RegistryKey? key, string path, RegistryImage image)
    {
        if (key is null)
        {
            return;
        }

        var values = image.Add(path);
        foreach (var name in key.GetValueNames())
        {
            values[name] = key.GetValue(name) switch
            {
                int number => unchecked((uint)number),
                string text => text,
                string[] list => list,
                byte[] bytes => bytes,
                var other => other?.ToString() ?? "",
            };
        }

        foreach (var name in key.GetSubKeyNames())
        {
            using var child = key.OpenSubKey(name);
            Read(child, path + '\\' + name, image);
        }
    }
}
