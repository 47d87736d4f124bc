using System.Globalization;
using System.Security.Cryptography;

namespace XenGuestTools.Build.Drivers;

/// <summary>Fetches a file whose SHA-256 is known.</summary>
/// <param name="limit">Bytes.</param>
/// <param name="say">Told of each tenth that has come.</param>
internal sealed class Download(long limit, Action<string> say)
{
    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(30);

    /// <summary>Without a byte for so long it is given up.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <param name="folder">Gets the file, under the last name of the address.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="BuildException">It can't be fetched, is too big, or is another file.</exception>
    public async Task<string> FetchAsync(SourceArgument source, string folder, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var whole = new Timer(_ => stop.Cancel(), null, Whole, Timeout.InfiniteTimeSpan);
        Uri address = new(source.Text);
        var file = Path.Combine(folder, "fetched" + Ending(address));
        try
        {
            var hash = await FetchAsync(address, file, stop);
            return hash == source.Sha256
                ? file
                : throw new BuildException($"XGD2113: {source.Text} is another file than the one that is wanted: its SHA-256 is {hash}, not {source.Sha256}. It was not used; compare with what the publisher says.");
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new BuildException($"XGD2112: {source.Text} could not be fetched: no answer came within {Silence.TotalSeconds:0} s, or it took more than {Whole.TotalMinutes:0} minutes. Check the network and try again.", e);
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            throw new BuildException($"XGD2112: {source.Text} could not be fetched: {e.Message.TrimEnd('.')}. Check the address and the network and try again.", e);
        }
    }

    private async Task<string> FetchAsync(Uri address, string file, CancellationTokenSource stop)
    {
        using HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
        stop.CancelAfter(Silence);
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        answer.EnsureSuccessStatusCode();
        var size = answer.Content.Headers.ContentLength;
        await using var content = await answer.Content.ReadAsStreamAsync(stop.Token);
        await using FileStream target = new(file, FileMode.CreateNew);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        for (var tenth = 0L; await content.ReadAsync(buffer, stop.Token) is > 0 and var count;)
        {
            stop.CancelAfter(Silence);
            if (Math.Max(target.Length + count, size ?? 0) > limit)
            {
                throw new BuildException(string.Create(CultureInfo.InvariantCulture, $"XGD2104: {address} has more than {limit:N0} bytes. It was not used; name a source that holds the driver packages alone."));
            }

            hash.AppendData(buffer, 0, count);
            await target.WriteAsync(buffer.AsMemory(0, count), stop.Token);
            if (size > 0 && target.Length * 10 / size is var reached && reached > tenth)
            {
                tenth = reached.Value;
                say(string.Create(CultureInfo.InvariantCulture, $"fetched {tenth * 10} % of {size:N0} bytes"));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The kind of archive is told by the end of the name; a name from elsewhere is not used for a file.</summary>
    private static string Ending(Uri address) =>
        new[] { ".tar.gz", ".tgz", ".tar", ".zip", ".cab", ".msi", ".iso" }.FirstOrDefault(ending => address.AbsolutePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ?? ".unknown";
}
