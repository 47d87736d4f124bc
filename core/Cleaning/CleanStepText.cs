using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <summary>The steps of a clean-up as lines of text, one step each, as they are kept with its backup: the kind and its fields with tabs between them.</summary>
public static class CleanStepText
{
    private const char Separator = '\t';

    public static string Write(CleanStep step) => step switch
    {
        MachineStep s => Line("Machine", s.Package ?? "", s.Step.ToString()),
        UninstallProduct s => Line("UninstallProduct", s.ProductCode.ToString("B"), s.Restarts ? "1" : "0", s.Name),
        UninstallBundle s => Line("UninstallBundle", s.UninstallKey, s.Name),
        ForgetProduct s => Line("ForgetProduct", s.ProductCode.ToString("B"), s.Name),
        DeleteKey s => Line("DeleteKey", s.Key),
        DeleteFiles s => Line("DeleteFiles", [s.Folder, .. s.Files]),
        DeleteTask s => Line("DeleteTask", s.Name),
        _ => throw new ArgumentException($"There is no text for a step {step.GetType().Name}.", nameof(step)),
    };

    /// <exception cref="FormatException">Not the text of a step.</exception>
    public static CleanStep Parse(string text)
    {
        var fields = text.Split(Separator);
        return (fields[0], fields.Length - 1) switch
        {
            ("Machine", 2) => new MachineStep(StepText.Parse(fields[2]), fields[1].Length > 0 ? fields[1] : null),
            ("UninstallProduct", 3) => new UninstallProduct(Guid.ParseExact(fields[1], "B"), fields[3], fields[2] == "1"),
            ("UninstallBundle", 2) => new UninstallBundle(fields[1], fields[2]),
            ("ForgetProduct", 2) => new ForgetProduct(Guid.ParseExact(fields[1], "B"), fields[2]),
            ("DeleteKey", 1) => new DeleteKey(fields[1]),
            ("DeleteFiles", > 0) => new DeleteFiles(fields[1], ImmutableArray.Create(fields, 2, fields.Length - 2)),
            ("DeleteTask", 1) => new DeleteTask(fields[1]),
            _ => throw new FormatException($"\"{text}\" is not the text of a step."),
        };
    }

    /// <summary>Names of files and keys hold no control characters (Microsoft: "Naming Files, Paths, and Namespaces"); a product's name may, and loses them.</summary>
    private static string Line(string kind, params ReadOnlySpan<string> fields)
    {
        var line = kind;
        foreach (var field in fields)
        {
            line += Separator + field.Replace(Separator, ' ').Replace('\r', ' ').Replace('\n', ' ');
        }

        return line;
    }
}
