using XenGuestTools.Agent.Store;

namespace XenGuestTools.Tests.Agent;

/// <summary>A link to the real store that fails where a test says, and a VM that is resumed when it says.</summary>
internal sealed class FaultyLink(IXenLink real, Func<string, XenStoreError?> refuses, WaitHandle? resumed = null) : IXenLink
{
    public WaitHandle? Resumed => resumed;

    public DateTime? HostTimeUtc() => real.HostTimeUtc();

    public string? Read(string path) => real.Read(path);

    public void Write(string path, string value)
    {
        if (refuses(path) is { } error)
        {
            throw new XenStoreException(error, $"Write {path}: {error}.");
        }

        real.Write(path, value);
    }

    public IReadOnlyList<string> List(string path) => real.List(path);

    public void Remove(string path) => real.Remove(path);

    public void SetPermissions(string path, IReadOnlyList<DomainAccess> permissions) => real.SetPermissions(path, permissions);

    public IXenWatch Watch(string path) => real.Watch(path);

    public void Dispose() => real.Dispose();
}
