using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Tree;

/// <summary>
/// Reads what of our keys a store holds already. Names that it lists become part of a path only when they are small numbers;
/// volumes that hold anything unknown, such as those of another vendor's agent, are removed as a whole.
/// </summary>
internal sealed class Leftovers(IXenStore store)
{
    private const int MaxNumber = 64;

    private static readonly string[] VolumeLeaves = ["name", "size", "free", "filesystem", "volume_name"];

    private readonly List<StoreEntry> found = [];

    public IReadOnlyList<StoreEntry> Read()
    {
        foreach (var path in GuestTree.Leaves)
        {
            Add(path);
        }

        ReadVolumes();
        foreach (var number in Numbers("attr/vif").Where(n => store.Read($"attr/vif/{n}/mac") is null)) // with it, they are the driver's
        {
            AddNumbers($"attr/vif/{number}/ipv4", "");
            AddNumbers($"attr/vif/{number}/ipv6", "");
        }

        foreach (var number in store.List("attr").Where(n => n.StartsWith("eth", StringComparison.Ordinal)).Select(n => Number(n["eth".Length..])).OfType<int>())
        {
            Add($"attr/eth{number}/ip");
            AddNumbers($"attr/eth{number}/ipv6", "/addr");
        }

        return found;
    }

    private void ReadVolumes()
    {
        var names = store.List(GuestTree.Volumes);
        if (names.Any(n => Number(n) is null))
        {
            store.Remove(GuestTree.Volumes);
            return;
        }

        foreach (var volume in names.Select(n => $"{GuestTree.Volumes}/{Number(n)}"))
        {
            if (store.List(volume).Any(n => n != "mount_points" && !VolumeLeaves.Contains(n)))
            {
                store.Remove(volume);
                continue;
            }

            foreach (var leaf in VolumeLeaves)
            {
                Add($"{volume}/{leaf}");
            }

            AddNumbers($"{volume}/mount_points", "");
        }
    }

    private void AddNumbers(string folder, string suffix)
    {
        foreach (var number in Numbers(folder))
        {
            Add($"{folder}/{number}{suffix}");
        }
    }

    private void Add(string path)
    {
        string? value;
        try
        {
            value = store.Read(path);
        }
        catch (XenStoreException e) when (e.Error == XenStoreError.NotText)
        {
            value = ""; // in any case not what we write: it will be written anew, or removed
        }

        if (value is not null)
        {
            found.Add(new(path, value));
        }
    }

    private IEnumerable<int> Numbers(string folder) => store.List(folder).Select(Number).OfType<int>();

    private static int? Number(string name) => HostValues.Number(name) is { } number && number < MaxNumber ? number : null;
}
