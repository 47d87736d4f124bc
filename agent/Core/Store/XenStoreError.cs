namespace XenGuestTools.Agent.Store;

/// <summary>Why the store did not do what was asked, as far as it makes a difference to the one who asked.</summary>
public enum XenStoreError
{
    /// <summary>The message has the store's own word.</summary>
    Other,

    /// <summary>The connection or the device has ended: nothing will work until a new one is made.</summary>
    Gone,

    /// <summary>This domain may not do that.</summary>
    Refused,

    /// <summary>This domain has as many keys as its host allows.</summary>
    Full,

    /// <summary>The value, or the path with the value, is longer than the store takes.</summary>
    TooBig,

    /// <summary>What is in the store is not UTF-8.</summary>
    NotText,
}
