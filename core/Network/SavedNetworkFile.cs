using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace XenGuestTools.Core.Network;

/// <summary>The saved settings as JSON. People read the file and may edit it, and a service with all rights acts on it: reading is strict.</summary>
public static class SavedNetworkFile
{
    /// <summary>Bytes. A machine with a thousand addresses needs 0.1 MB.</summary>
    public const int MaximumSize = 4 * 1024 * 1024;

    /// <exception cref="NetworkException">XGT1201.</exception>
    public static SavedNetwork Read(ReadOnlySpan<byte> json, string path)
    {
        if (json.Length > MaximumSize)
        {
            throw NetworkException.BadFile(path, $"it has more than {MaximumSize / 1024} KiB");
        }

        SavedNetwork? saved;
        try
        {
            saved = JsonSerializer.Deserialize(json, NetworkJson.Readable.SavedNetwork);
        }
        catch (JsonException e)
        {
            // The serialiser's own message is not compiled into the programs for the guest.
            throw NetworkException.BadFile(path, string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, at '{e.Path}', is not what is expected there"), e);
        }

        return (saved is null ? "it holds nothing" : SavedNetworkCheck.ProblemOf(saved)) is { } problem ? throw NetworkException.BadFile(path, problem) : saved!;
    }

    /// <exception cref="NetworkException">XGT1201: what would be refused when it is read is not written.</exception>
    public static byte[] Write(SavedNetwork saved, string path)
    {
        if (SavedNetworkCheck.ProblemOf(saved) is { } problem)
        {
            throw NetworkException.BadFile(path, problem);
        }

        return JsonSerializer.SerializeToUtf8Bytes(saved, NetworkJson.Readable.SavedNetwork);
    }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    AllowDuplicateProperties = false,
    MaxDepth = 8,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SavedNetwork))]
internal sealed partial class NetworkJson : JsonSerializerContext
{
    /// <summary>Names of adapters in all scripts stay readable, since no browser reads this.</summary>
    public static NetworkJson Readable => new(new JsonSerializerOptions(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
