namespace XenGuestTools.Agent.Store;

/// <summary>
/// The key-value tree by which this VM and its host tell each other things. A path without a slash in front is relative to the own domain ("data/os_name").
/// It offers what xeniface's IOCTLs offer, and these have no transactions (include/xeniface_ioctls.h of the Xen Project's win-xeniface).
/// Every member throws <see cref="XenStoreException"/> when the store does not do what was asked, and <see cref="ArgumentException"/> for a text that has a NUL or is no Unicode.
/// </summary>
public interface IXenStore
{
    /// <summary>The value, at most 4096 bytes of UTF-8; null if there is no such key.</summary>
    string? Read(string path);

    /// <summary>Makes the key, and the keys above it, where they are missing.</summary>
    void Write(string path, string value);

    /// <summary>The names of the keys right below, in no order; empty if there is no such key.</summary>
    IReadOnlyList<string> List(string path);

    /// <summary>Removes the key and all keys below it. A missing key is no error.</summary>
    void Remove(string path);

    /// <summary>Says who may use the key. The first entry names its owner, and what all others may do.</summary>
    void SetPermissions(string path, IReadOnlyList<DomainAccess> permissions);

    /// <summary>Tells of changes of the key and of all keys below it, whether it exists or not.</summary>
    IXenWatch Watch(string path);
}
