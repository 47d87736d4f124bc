using System.Diagnostics.CodeAnalysis;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Tests.Agent;

/// <summary>A store in memory, for what the real one can't be made to do: refusals and losses at a chosen moment, and years in a second.</summary>
[SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "It is opened again after the agent has closed it.")]
internal sealed class MemoryStore : IXenLink
{
    private readonly SortedDictionary<string, string> keys = new(StringComparer.Ordinal);
    private readonly List<(string Path, MemoryWatch Watch)> watches = [];
    private readonly AutoResetEvent resumed = new(initialState: false);

    /// <summary>Asked before each operation ("Read", "Write", "List", "Remove", "Watch") on a path; an error is thrown.</summary>
    public Func<string, string, XenStoreError?> Fault { get; set; } = (_, _) => null;

    /// <summary>Every change that the agent has made, in its order; a removal has no value.</summary>
    public List<(string Path, string? Value)> Changes { get; } = [];

    public int Operations { get; private set; }

    public DateTime? HostTime { get; set; }

    /// <summary>How often the agent has closed it.</summary>
    public int Closed { get; private set; }

    public WaitHandle? Resumed => resumed;

    public IReadOnlyDictionary<string, string> Keys => keys;

    public int WatchCount => watches.Count;

    public DateTime? HostTimeUtc() => HostTime;

    public void Resume() => resumed.Set();

    /// <summary>The host's own write: no fault, and not counted among the agent's.</summary>
    public void HostWrites(string path, string value)
    {
        keys[path] = value;
        Tell(path);
    }

    public void HostRemoves(string path) => RemoveTree(path);

    public string? Read(string path)
    {
        Begin("Read", path);
        return keys.GetValueOrDefault(path);
    }

    public void Write(string path, string value)
    {
        Begin("Write", path);
        Changes.Add((path, value));
        HostWrites(path, value);
    }

    public IReadOnlyList<string> List(string path)
    {
        Begin("List", path);
        return [.. keys.Keys.Where(k => k.StartsWith(path + "/", StringComparison.Ordinal)).Select(k => k[(path.Length + 1)..].Split('/')[0]).Distinct()];
    }

    public void Remove(string path)
    {
        Begin("Remove", path);
        Changes.Add((path, null));
        RemoveTree(path);
    }

    public void SetPermissions(string path, IReadOnlyList<DomainAccess> permissions) => throw new NotSupportedException("The agent sets none.");

    public IXenWatch Watch(string path)
    {
        Begin("Watch", path);
        MemoryWatch watch = new(this);
        watches.Add((path, watch));
        return watch;
    }

    public void Dispose() => Closed++;

    private void Begin(string operation, string path)
    {
        Operations++;
        if (Fault(operation, path) is { } error)
        {
            throw new XenStoreException(error, $"{operation} {path}: {error}.");
        }
    }

    private void RemoveTree(string path)
    {
        foreach (var key in keys.Keys.Where(k => k == path || k.StartsWith(path + "/", StringComparison.Ordinal)).ToList())
        {
            keys.Remove(key);
        }

        Tell(path);
    }

    private void Tell(string path)
    {
        foreach (var (watched, watch) in watches)
        {
            if (path == watched || path.StartsWith(watched + "/", StringComparison.Ordinal))
            {
                watch.Set();
            }
        }
    }

    private sealed class MemoryWatch(MemoryStore store) : IXenWatch
    {
        private readonly AutoResetEvent signal = new(initialState: true);

        public WaitHandle Signal => signal;

        public void Set() => signal.Set();

        public void Dispose()
        {
            store.watches.RemoveAll(w => w.Watch == this);
            signal.Dispose();
        }
    }
}
