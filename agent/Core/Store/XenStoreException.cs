namespace XenGuestTools.Agent.Store;

/// <summary>The store did not do what was asked. The message names the operation, the path and the store's answer.</summary>
public sealed class XenStoreException : Exception
{
    public XenStoreException()
    {
    }

    public XenStoreException(string message)
        : base(message)
    {
    }

    public XenStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public XenStoreException(XenStoreError error, string message, Exception? cause = null)
        : base(message, cause) => Error = error;

    public XenStoreError Error { get; }
}
