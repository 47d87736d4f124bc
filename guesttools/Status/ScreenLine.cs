namespace XenGuestTools.GuestTools;

/// <param name="Color">Null: that of the terminal.</param>
internal sealed record ScreenLine(string Text, ConsoleColor? Color = null);
