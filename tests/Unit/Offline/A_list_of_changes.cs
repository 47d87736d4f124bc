using System.ComponentModel;
using XenGuestTools.Core.Offline;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Offline.Hives;

namespace XenGuestTools.Tests.Offline;

/// <summary>Made on a registry that refuses a write: which one, the test says.</summary>
public sealed class A_list_of_changes
{
    private const string Reason = "The media is write protected";

    private static readonly Hive Broken = Of(MachineHistory.OnXenDisk(SampleInf.Set(SampleInf.Provider, "XP", "9.2.0.1", force: true)).Machine).WithoutImage("xenvbd");
    private static readonly OfflineResult Planned = new("0.1.0", @"D:\Windows", Set, [Set], OfflinePlan.Broken(Broken), OfflinePlan.For(Broken), false, @"D:\backup", []);

    private Hive hive = Broken;
    private int writes;

    [Fact]
    public void Is_made_as_a_whole()
    {
        Make();

        Assert.Equal(Broken.Repaired().Lines(), hive.Lines());
    }

    [Fact]
    public void Leaves_the_registry_as_it_was_wherever_a_write_is_refused()
    {
        Assert.True(Planned.Changes.Length >= 3);
        for (var refused = 1; refused <= Planned.Changes.Length; refused++)
        {
            (hive, writes) = (Broken, 0);
            var at = refused;

            var error = Assert.Throws<OfflineException>(() => Make(number => number == at));

            Assert.StartsWith("XGT1331: The registry of D:\\Windows", error.Message, StringComparison.Ordinal);
            Assert.Contains(Reason + ".", error.Message, StringComparison.Ordinal);
            Assert.Equal(Broken.Lines(), hive.Lines());
        }
    }

    [Fact]
    public void Leaves_the_registry_as_it_was_when_it_can_not_be_written_to_the_file()
    {
        Assert.StartsWith("XGT1331", Assert.Throws<OfflineException>(() => Make(flushes: false)).Message, StringComparison.Ordinal);
        Assert.Equal(Broken.Lines(), hive.Lines());
    }

    [Fact]
    public void Says_where_the_backup_is_when_it_can_not_be_taken_back()
    {
        var error = Assert.Throws<OfflineException>(() => Make(number => number >= 2));

        Assert.StartsWith("XGT1332", error.Message, StringComparison.Ordinal);
        Assert.Contains(@"from D:\backup", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(Broken.Lines(), hive.Lines());
    }

    private void Make(Func<int, bool>? isRefused = null, bool flushes = true) => ChangeList.Make(
        Planned,
        change =>
        {
            if (isRefused?.Invoke(++writes) == true)
            {
                throw new Win32Exception(19, Reason);
            }

            hive = hive.With(change);
        },
        () =>
        {
            if (!flushes)
            {
                throw new Win32Exception(19, Reason);
            }
        });
}
