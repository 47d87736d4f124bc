using XenGuestTools.Core.Windows;

namespace XenGuestTools.Tests.Windows;

public sealed class A_stored_driver
{
    [Fact]
    public void That_is_not_for_x64_is_seen_without_files()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("xgt-test").FullName, "oem1.inf");
        File.WriteAllText(path, """
            [Version]
            Signature="$Windows NT$"
            Provider=Somebody
            CatalogFile=xenbus.cat
            DriverVer=11/03/2025,9.1.0.1
            [Manufacturer]
            Somebody=Inst,NTarm64
            [Inst.NTarm64]
            Device=Install,PCI\VEN_5853&DEV_0001
            """);

        var stored = StoredDrivers.Describe(path, "xenbus.cat");

        Assert.Equal("Somebody", stored?.Provider);
        Assert.Empty(stored!.Files);
    }
}
