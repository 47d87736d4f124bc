namespace XenGuestTools.Core.Proof;

/// <summary>A catalog, or a file that one should cover, is not what its format says. The message is a sentence that starts small and names what was found.</summary>
public sealed class CatalogException : Exception
{
    public CatalogException()
    {
    }

    public CatalogException(string message)
        : base(message)
    {
    }

    public CatalogException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
