namespace XenGuestTools.Core;

/// <summary>Steps as text for CustomActionData: one line of printable characters without the ";" and "=" that separate its entries.</summary>
public static class StepText
{
    public static string Write(Step step) => throw new NotImplementedException();

    /// <exception cref="FormatException">Not the text of a step.</exception>
    public static Step Parse(string text) => throw new NotImplementedException();
}
