namespace XenGuestTools.Agent.Store;

/// <summary>A connection to the host: its store, and what else the host offers on the same way. Once it is gone it stays gone.</summary>
public interface IXenLink : IXenStore, IDisposable
{
    /// <summary>Set after this VM was suspended and resumed, or migrated: watches are lost then, and the store may be another one. Null where nobody tells.</summary>
    WaitHandle? Resumed { get; }

    /// <summary>The host's idea of the time; null if it offers none.</summary>
    /// <exception cref="XenStoreException">The host could not be asked.</exception>
    DateTime? HostTimeUtc();
}
