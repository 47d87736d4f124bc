using System.Diagnostics;
using System.Globalization;
using XenGuestTools.Build;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A display, what it shows, and somebody in front of it.</summary>
public sealed class Display : IDisposable
{
    private readonly XDisplay display;

    private Display(XDisplay display) => this.display = display;

    /// <summary>For the DISPLAY variable.</summary>
    public string Name => display.Name;

    public static async Task<Display> StartAsync() => new(await XDisplay.StartAsync().ConfigureAwait(false));

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

    public void Dispose() => display.Dispose();

    private Tool Tool(string name) => new(name)
    {
        TimeLimit = TimeSpan.FromSeconds(20),
        Environment = new Dictionary<string, string?> { ["DISPLAY"] = Name },
    };
}
