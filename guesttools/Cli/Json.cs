using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using XenGuestTools.Core;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.GuestTools;

/// <summary>The JSON of <c>guesttools check</c>.</summary>
/// <param name="MayInstall">False when a finding is an error.</param>
internal sealed record CheckResult(string Version, bool MayInstall, ImmutableArray<Finding> Findings);

/// <summary>The JSON of <c>guesttools network save</c>.</summary>
/// <param name="Adapters">The MAC and name of each adapter whose settings are saved.</param>
/// <param name="LeftOut">Why an adapter is not among them.</param>
internal sealed record NetworkSaved(string File, ImmutableArray<string> Adapters, ImmutableArray<string> LeftOut);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CheckResult))]
[JsonSerializable(typeof(GuestStatus))]
[JsonSerializable(typeof(NetworkResult))]
[JsonSerializable(typeof(NetworkSaved))]
internal sealed partial class Json : JsonSerializerContext
{
    /// <summary>Device IDs are full of "&amp;": it stays what it is, since no browser reads this.</summary>
    public static Json Readable => new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
