namespace XenGuestTools.GuestTools;

/// <summary>Colours, on a terminal only.</summary>
internal static class Paint
{
    private static readonly bool IsOn = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static void Line(ConsoleColor color, string text)
    {
        if (IsOn)
        {
            Console.ForegroundColor = color;
        }

        Console.WriteLine(text);
        if (IsOn)
        {
            Console.ResetColor();
        }
    }
}
