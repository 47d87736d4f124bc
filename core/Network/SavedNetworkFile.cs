namespace XenGuestTools.Core.Network;

/// <summary>The saved settings as JSON. People read the file and may edit it, and a service with all rights acts on it: reading is strict.</summary>
public static class SavedNetworkFile
{
    /// <summary>Bytes. A machine with a thousand addresses needs 0.1 MB.</summary>
    public const int MaximumSize = 4 * 1024 * 1024;

    /// <summary>The members of <see cref="NetBiosOption"/> in their order.</summary>
    private static readonly string[] NetBiosWords = [nameof(NetBiosOption.FromDhcp), nameof(NetBiosOption.On), nameof(NetBiosOption.Off)];

    /// <exception cref="NetworkException">XGT1201.</exception>
    public static SavedNetwork Read(ReadOnlySpan<byte> json, string path)
    {
        if (json.Length > MaximumSize)
        {
            throw NetworkException.BadFile(path, $"it has more than {MaximumSize / 1024} KiB");
        }

        try
        {
            var saved = StrictJson.Read(json, SavedOf);
            return SavedNetworkCheck.ProblemOf(saved) is { } problem ? throw NetworkException.BadFile(path, problem) : saved;
        }
        catch (FormatException e)
        {
            throw NetworkException.BadFile(path, e.Message, e);
        }
    }

    /// <exception cref="NetworkException">XGT1201: what would be refused when it is read is not written.</exception>
    public static byte[] Write(SavedNetwork saved, string path)
    {
        if (SavedNetworkCheck.ProblemOf(saved) is { } problem)
        {
            throw NetworkException.BadFile(path, problem);
        }

        return JsonText.Bytes(json => Write(saved, json));
    }

    private static void Write(SavedNetwork saved, JsonText json)
    {
        json.Add("schema", saved.Schema);
        json.Add("operation", saved.Operation);
        json.Add("boot", saved.Boot);
        json.Add("runs", saved.Runs);
        json.Add("adapters", saved.Adapters, Write);
    }

    private static SavedNetwork SavedOf(StrictJson json) =>
        new(json.Number("schema"), json.Text("operation"), json.Text("boot"), json.Number("runs"), json.Objects("adapters", AdapterOf));

    private static void Write(SavedAdapter adapter, JsonText json)
    {
        json.Add("savedAt", adapter.SavedAt);
        json.Add("verified", adapter.Verified);
        json.Add("settings", adapter.Settings, Write);
    }

    private static SavedAdapter AdapterOf(StrictJson json) => new(json.Time("savedAt"), json.Truth("verified"), json.Object("settings", SettingsOf));

    private static void Write(AdapterSettings settings, JsonText json)
    {
        json.Add("mac", settings.Mac);
        json.Add("interface", settings.Interface.ToString());
        json.Add("name", settings.Name);
        json.Add("dhcp", settings.Dhcp);
        json.Add("ipv4", settings.Ipv4, Write);
        json.Add("ipv6", settings.Ipv6, Write);
        json.Add("dnsSuffix", settings.DnsSuffix);
        json.Add("registerAddress", settings.RegisterAddress);
        json.Add("registerSuffix", settings.RegisterSuffix);
        json.Add("netBios", NetBiosWords[(int)settings.NetBios]);
    }

    private static AdapterSettings SettingsOf(StrictJson json) => new(
        json.Text("mac"),
        json.Identifier("interface"),
        json.Text("name"),
        json.Truth("dhcp"),
        json.Object("ipv4", IpOf),
        json.Object("ipv6", IpOf),
        json.Text("dnsSuffix"),
        json.Truth("registerAddress"),
        json.Truth("registerSuffix"),
        (NetBiosOption)json.Choice("netBios", NetBiosWords));

    private static void Write(IpSettings ip, JsonText json)
    {
        json.Add("addresses", ip.Addresses, (address, item) =>
        {
            item.Add("address", address.Address);
            item.Add("prefix", address.Prefix);
        });
        json.Add("gateways", ip.Gateways, (gateway, item) =>
        {
            item.Add("address", gateway.Address);
            item.Add("metric", gateway.Metric);
        });
        json.Add("dnsServers", ip.DnsServers);
        json.Add("metric", ip.Metric);
        json.Add("routes", ip.Routes, (route, item) =>
        {
            item.Add("destination", route.Destination);
            item.Add("prefix", route.Prefix);
            item.Add("gateway", route.Gateway);
            item.Add("metric", route.Metric);
        });
    }

    private static IpSettings IpOf(StrictJson json) => new(
        json.Objects("addresses", item => new IpPrefix(item.Text("address"), item.Number("prefix"))),
        json.Objects("gateways", item => new IpGateway(item.Text("address"), item.Number("metric"))),
        json.Texts("dnsServers"),
        json.OptionalNumber("metric"),
        json.Objects("routes", item => new IpRoute(item.Text("destination"), item.Number("prefix"), item.Text("gateway"), item.Number("metric"))));
}
