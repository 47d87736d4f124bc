using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Versioning;
using System.Security;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>Carries out one step.</summary>
[SupportedOSPlatform("windows")]
internal static class AdapterSetup
{
    private static readonly TimeSpan NetshLimit = TimeSpan.FromSeconds(30);

    /// <returns>Why it failed; empty if nothing said so, which proves nothing: the settings are read again afterwards.</returns>
    public static string Run(NetworkStep step)
    {
        try
        {
            switch (step.Facet)
            {
                case NetworkFacet.Name:
                    return ConnectionName.Set(step.Interface, step.Saved);
                case NetworkFacet.NetBios or NetworkFacet.DnsRegistration:
                    TcpipRegistry.Write(step);
                    return "";
                default:
                    // The index is looked up right before it is used: it is another one after each start of the adapter.
                    return IpHelper.Interfaces().Find(i => i.Guid == step.Interface) is { } adapter ? Netsh(NetshCommands.For(step, adapter.Index4, adapter.Index6)) : "the adapter is gone";
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or System.ComponentModel.Win32Exception or NetworkException)
        {
            return e.Message;
        }
    }

    /// <summary>All commands are run even if one fails: one address that can't be set is no reason to lose the others.</summary>
    private static string Netsh(ImmutableArray<ImmutableArray<string>> commands) => string.Join("; ", commands.Select(Netsh).Where(problem => problem.Length > 0));

    private static string Netsh(ImmutableArray<string> arguments) => SystemProgram.Run("netsh.exe", arguments, NetshLimit) switch
    {
        0 => "",
        null => $"netsh {string.Join(' ', arguments)} did not end",
        var code => string.Create(CultureInfo.InvariantCulture, $"netsh {string.Join(' ', arguments)} ended with {code}"),
    };
}
