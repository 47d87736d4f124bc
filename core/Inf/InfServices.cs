using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>AddService: the services of the package with their registry values (Microsoft: "INF AddService Directive").</summary>
internal sealed class InfServices(InfFile inf, InfRegistryLists registry)
{
    private const uint AssociatedService = 0x2;

    private readonly ImmutableArray<InfService>.Builder services = ImmutableArray.CreateBuilder<InfService>();

    public ImmutableArray<InfService> Services => services.ToImmutable();

    /// <param name="directive"><c>AddService = name, flags, section, event log section, event log, event source</c>; an empty name is a device that needs no driver.</param>
    public void Add(InfLine directive)
    {
        var name = directive.Field(0);
        if (name.Length == 0)
        {
            return;
        }

        var section = directive.Field(2);
        if (!inf.HasSection(section))
        {
            throw new InfException(section, directive.Number, $"AddService names this section for {name}, and the INF has none of this name.");
        }

        var flags = InfValue.Number(directive.Field(1)) ?? throw new InfException(section, directive.Number, $"\"{directive.Field(1)}\" is no number, and the flags of AddService are one.");
        registry.Add(inf.Lines(section), $@"{Names.Services}\{name}");
        if (directive.Field(3).Length > 0)
        {
            registry.Add(inf.Lines(directive.Field(3)), EventSource(directive));
        }

        if (!Has(name))
        {
            services.Add(Read(name, section, (flags & AssociatedService) != 0));
        }
    }

    private static string EventSource(InfLine directive)
    {
        var log = directive.Field(4).Length > 0 ? directive.Field(4) : "System";
        var source = directive.Field(5).Length > 0 ? directive.Field(5) : directive.Field(0);
        return $@"{Names.Services}\EventLog\{log}\{source}";
    }

    private InfService Read(string name, string section, bool isFunctionDriver)
    {
        var start = Number(section, "StartType");
        if (start > (int)ServiceStart.Disabled)
        {
            throw new InfException(section, 0, $"StartType {start} is none of 0 to 4.");
        }

        return new InfService(name, (ServiceStart)start, Number(section, "ServiceType"), Path(section), Value(section, "LoadOrderGroup"), isFunctionDriver);
    }

    private string Path(string section)
    {
        var binary = Value(section, "ServiceBinary") ?? throw new InfException(section, 0, "it has no ServiceBinary.");
        var end = binary.IndexOf('%', Math.Min(1, binary.Length));
        if (!binary.StartsWith('%') || end < 0)
        {
            return binary;
        }

        var folder = InfValue.Folder(binary[1..end]) ?? throw new InfException(section, 0, $"ServiceBinary \"{binary}\" starts with a directory ID that a driver package should not use.");
        return InfValue.Join(folder, binary[(end + 1)..]);
    }

    private int Number(string section, string key) => Value(section, key) is { } text && InfValue.Number(text) is { } number and <= int.MaxValue
        ? (int)number
        : throw new InfException(section, 0, $"it needs a {key} that is a number.");

    private string? Value(string section, string key) => inf.Line(section, key)?.Field(0);

    private bool Has(string name)
    {
        foreach (var service in services)
        {
            if (service.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
