using System.Diagnostics;
using System.Globalization;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>An X display of its own. The server picks a free number itself, so two test runs never clash.</summary>
public sealed class Display : IDisposable
{
    private readonly Process server;

    private Display(Process server, string name)
    {
        this.server = server;
        Name = name;
    }

    /// <summary>For the DISPLAY variable.</summary>
    public string Name { get; }

    public static async Task<Display> StartAsync()
    {
        // timeout ends a server whose test run was killed.
        var start = new ProcessStartInfo("timeout", ["1800", "Xvfb", "-displayfd", "1", "-screen", "0", "1024x768x24", "-nolisten", "tcp"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = Process.Start(start) ?? throw new BuildException("Xvfb could not be started. Run './build.sh setup'.");
        server.ErrorDataReceived += (_, _) => { }; // drained: a full pipe would stop the server
        server.BeginErrorReadLine();
        var number = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)).ConfigureAwait(false);
        return number is null
            ? throw new BuildException("Xvfb ended at once. Run './build.sh setup' to install it.")
            : new(server, ":" + number);
    }

    /// <summary>Presses keys one after the other, in the names of X: Tab, space, Return, alt+i.</summary>
    public async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            await Tool("xdotool").RunAsync(["key", "--clearmodifiers", key]).ConfigureAwait(false);
            await Task.Delay(250).ConfigureAwait(false); // a dialog moves its focus before it can take the next key
        }
    }

    /// <summary>Clicks into a window.</summary>
    /// <param name="x">Pixels from its left edge, or, if negative, from its right one; <paramref name="y"/> likewise from above and below.</param>
    public Task ClickAsync(string title, int x, int y) =>
        Tool("sh").RunAsync(["-c", """
            w=$(xdotool search --onlyvisible --name "$0" | tail -n 1)
            eval "$(xdotool getwindowgeometry --shell "$w")"
            xdotool mousemove --window "$w" $(( $1 < 0 ? WIDTH + $1 : $1 )) $(( $2 < 0 ? HEIGHT + $2 : $2 )) click 1
            """, title, x.ToString(CultureInfo.InvariantCulture), y.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>The titles of the windows that are shown.</summary>
    public async Task<string[]> WindowsAsync()
    {
        var found = await Tool("sh").TryRunAsync(["-c", "for w in $(xdotool search --onlyvisible --name '.+'); do xdotool getwindowname $w; done"]).ConfigureAwait(false);
        return found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <summary>Waits until a window is shown whose title has <paramref name="title"/> in it.</summary>
    public async Task WaitForWindowAsync(string title, TimeSpan limit)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < limit; await Task.Delay(200).ConfigureAwait(false))
        {
            if ((await WindowsAsync().ConfigureAwait(false)).Any(w => w.Contains(title, StringComparison.Ordinal)))
            {
                return;
            }
        }

        Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"No window '{title}' was shown within {limit.TotalSeconds:0} s."));
    }

    /// <summary>Saves a picture of the windows, without the empty screen around them, as <c>out/screenshots/NAME.png</c>.</summary>
    /// <param name="still">Waits until two pictures in a row are the same: nothing is being drawn any more.</param>
    public async Task ScreenshotAsync(string name, bool still = true)
    {
        var file = Path.Combine(BuiltProduct.Checkout.Out, "screenshots", name + ".png");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        string? last = null;
        for (var tries = 0; tries < 20; tries++)
        {
            await Tool("import").RunAsync(["-window", "root", "-trim", "+repage", file]).ConfigureAwait(false);
            var mark = await Tool("identify").RunAsync(["-format", "%#", file]).ConfigureAwait(false);
            if (!still || mark == last)
            {
                return;
            }

            last = mark;
            await Task.Delay(400).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        if (!server.HasExited)
        {
            server.Kill(entireProcessTree: true);
        }

        server.Dispose();
    }

    private Tool Tool(string name) => new(name)
    {
        TimeLimit = TimeSpan.FromSeconds(20),
        Environment = new Dictionary<string, string?> { ["DISPLAY"] = Name },
    };
}
