using System.Globalization;
using System.Text;

namespace XenGuestTools.Core;

/// <summary>
/// Steps as text for CustomActionData: <c>kind|field|field</c> in one line, without the ";" and "=" that separate its entries and without the brackets that Windows Installer formats.
/// Written by hand, because a serialiser would cost the custom action DLL more than all of this project.
/// </summary>
public static class StepText
{
    private const string Escaped = "%|;=[]{}";
    private const string Null = "%-";

    public static string Write(Step step) => step switch
    {
        StoreDriver s => Line("StoreDriver", s.InfPath, Flag(s.WasStored)),
        BindDriver s => Line("BindDriver", s.HardwareId, s.InfPath, s.PreviousInf, Flag(s.InUse)),
        RemoveDevice s => Line("RemoveDevice", s.InstanceId),
        FindDevices => Line("FindDevices"),
        Settle => Line("Settle"),
        UnstoreDriver s => Line("UnstoreDriver", s.PublishedName),
        RemoveClassFilter s => Line("RemoveClassFilter", s.Class.ToString("D"), Flag(s.Upper), s.Service, s.ControlSet),
        DeleteService s => Line("DeleteService", s.Name, s.ControlSet),
        StartAtBoot s => Line("StartAtBoot", s.Service, Number((int)s.Previous), s.ControlSet),
        DeleteDriverFile s => Line("DeleteDriverFile", s.Path),
        DeleteRegistryValue s => Line("DeleteRegistryValue", s.Key, s.Name),
        RecordValue s => Line("RecordValue", s.Driver, s.Key, s.Name),
        RestoreValue s => Line("RestoreValue", s.Driver, s.Key, s.Name, s.Before is { } before ? Number(before) : null, Number(s.Written)),
        _ => throw new ArgumentException($"There is no text for a step {step.GetType().Name}.", nameof(step)),
    };

    /// <exception cref="FormatException">Not the text of a step.</exception>
    public static Step Parse(string text)
    {
        var fields = text.Split('|');
        return (fields[0], fields.Length - 1) switch
        {
            ("StoreDriver", 2) => new StoreDriver(Text(fields[1]), Flag(fields[2])),
            ("BindDriver", 4) => new BindDriver(Text(fields[1]), Text(fields[2]), Optional(fields[3]), Flag(fields[4])),
            ("RemoveDevice", 1) => new RemoveDevice(Text(fields[1])),
            ("FindDevices", 0) => new FindDevices(),
            ("Settle", 0) => new Settle(),
            ("UnstoreDriver", 1) => new UnstoreDriver(Text(fields[1])),
            ("RemoveClassFilter", 4) => new RemoveClassFilter(Guid.ParseExact(fields[1], "D"), Flag(fields[2]), Text(fields[3]), Optional(fields[4])),
            ("DeleteService", 2) => new DeleteService(Text(fields[1]), Optional(fields[2])),
            ("StartAtBoot", 3) => new StartAtBoot(Text(fields[1]), (ServiceStart)Number(fields[2]), Optional(fields[3])),
            ("DeleteDriverFile", 1) => new DeleteDriverFile(Text(fields[1])),
            ("DeleteRegistryValue", 2) => new DeleteRegistryValue(Text(fields[1]), Text(fields[2])),
            ("RecordValue", 3) => new RecordValue(Text(fields[1]), Text(fields[2]), Text(fields[3])),
            ("RestoreValue", 5) => new RestoreValue(Text(fields[1]), Text(fields[2]), Text(fields[3]), fields[4] == Null ? null : Number(fields[4]), Number(fields[5])),
            _ => throw new FormatException($"\"{text}\" is not the text of a step."),
        };
    }

    private static string Line(string kind, params ReadOnlySpan<string?> fields)
    {
        StringBuilder line = new(kind);
        foreach (var field in fields)
        {
            line.Append('|');
            Append(line, field);
        }

        return line.ToString();
    }

    private static void Append(StringBuilder line, string? field)
    {
        if (field is null)
        {
            line.Append(Null);
            return;
        }

        foreach (var c in field)
        {
            if (c < ' ' || Escaped.Contains(c, StringComparison.Ordinal))
            {
                line.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                line.Append(c);
            }
        }
    }

    private static string Text(string field)
    {
        StringBuilder text = new(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] != '%')
            {
                text.Append(field[i]);
            }
            else if (i + 2 < field.Length && byte.TryParse(field.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 2;
            }
            else
            {
                throw new FormatException($"\"{field}\" is not a field of a step: a percent sign needs two hex digits after it.");
            }
        }

        return text.ToString();
    }

    private static string? Optional(string field) => field == Null ? null : Text(field);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int Number(string field) => int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException($"\"{field}\" is not a number of a step.");

    private static string Flag(bool value) => value ? "1" : "0";

    private static bool Flag(string text) => text switch
    {
        "0" => false,
        "1" => true,
        _ => throw new FormatException($"\"{text}\" is not a flag of a step: it is neither 0 nor 1."),
    };
}
