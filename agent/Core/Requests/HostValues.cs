using System.Globalization;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Requests;

/// <summary>
/// Reads what the host, or whoever else may write there, has put into the store. Nothing of it is believed: it is bounded and printable ASCII when it leaves here,
/// and becomes a number, an address or a known word before anything is done with it. What does not is refused with an event, at a limited rate.
/// </summary>
public sealed class HostValues(IXenStore store, AgentLog log)
{
    private const int MaxNumbers = 64;
    private const int NumberLength = 4;

    /// <summary>The number from 0 to 9999 that a name is, without leading zeros; null for any other name.</summary>
    public static int? Number(string name) =>
        name.Length is > 0 and <= NumberLength && name.All(char.IsAsciiDigit) && (name.Length == 1 || name[0] != '0') ? int.Parse(name, CultureInfo.InvariantCulture) : null;

    public bool Exists(string path)
    {
        try
        {
            return store.Read(path) is not null;
        }
        catch (XenStoreException e) when (e.Error == XenStoreError.NotText)
        {
            return true;
        }
    }

    /// <summary>The value; null if there is none, if it is empty (which is how hosts take a request back), or if it is refused.</summary>
    /// <param name="path">One of ours: never made of what was read, except for numbers.</param>
    /// <param name="maxLength">The longest that makes sense.</param>
    /// <exception cref="XenStoreException">The store could not be read.</exception>
    public string? Read(string path, int maxLength)
    {
        string? value;
        try
        {
            value = store.Read(path);
        }
        catch (XenStoreException e) when (e.Error == XenStoreError.NotText)
        {
            Refuse(path, "", "is not text");
            return null;
        }

        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (value.Length > maxLength || value.Any(c => c is < ' ' or > '~'))
        {
            Refuse(path, value, "is too long or has characters that do not belong there");
            return null;
        }

        return value;
    }

    /// <summary>The names below a key that are numbers, ascending, at most 64. Others are no business of ours.</summary>
    /// <exception cref="XenStoreException">The store could not be read.</exception>
    public IReadOnlyList<int> Numbers(string path)
    {
        try
        {
            return [.. store.List(path).Select(Number).OfType<int>().Distinct().Order().Take(MaxNumbers)];
        }
        catch (XenStoreException e) when (e.Error == XenStoreError.NotText)
        {
            Refuse(path, "", "has names that are not text");
            return [];
        }
    }

    public void Refuse(string path, string value, string why) =>
        log.WriteLimited(AgentEvent.RequestRefused, $"The host's key {path} {why}: '{AgentLog.Quote(value)}'. It is left alone.");
}
