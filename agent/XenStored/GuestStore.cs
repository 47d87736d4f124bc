using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.XenStored;

/// <summary>The store as a guest sees it: a path without a slash in front is below its own domain. Over a connection of the host, whose own such paths are domain 0's.</summary>
public sealed class GuestStore(XenStoredClient client, int domain) : IXenLink
{
    public WaitHandle? Resumed => null;

    public DateTime? HostTimeUtc() => null;

    public string? Read(string path) => client.Read(Absolute(path));

    public void Write(string path, string value) => client.Write(Absolute(path), value);

    public IReadOnlyList<string> List(string path) => client.List(Absolute(path));

    public void Remove(string path) => client.Remove(Absolute(path));

    public void SetPermissions(string path, IReadOnlyList<DomainAccess> permissions) => client.SetPermissions(Absolute(path), permissions);

    public IXenWatch Watch(string path) => client.Watch(Absolute(path));

    public void Dispose() => client.Dispose();

    private string Absolute(string path) => path.StartsWith('/') ? path : $"/local/domain/{domain}/{path}";
}
