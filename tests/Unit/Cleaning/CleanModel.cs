using System.Collections.Immutable;
using System.IO.Enumeration;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Cleaning;

/// <summary>A machine with tools on it, and what each step of a clean-up makes of it: the model of Windows with the little that lies beside drivers.</summary>
internal sealed record CleanModel(WindowsModel Windows, OldTools Other)
{
    public static readonly Belongings Belongings = BelongingsReader.Read(File.ReadAllBytes(Path.Combine(Repository.Folder, "core", "Cleaning", "oldtools.json")));
    public static readonly ImmutableArray<Guid> OurCodes = [Machines.OurCode];

    /// <summary>What a vendor's uninstaller does beside removing its product: steps of the removal of its packages, none of them if it is an agent's.</summary>
    public Func<WindowsModel, WindowsModel> Uninstaller { get; init; } = windows => windows;

    /// <summary>Uninstallers that fail and leave their product.</summary>
    public ImmutableArray<Guid> Broken { get; init; } = [];

    public OldTools Scan() => Other with
    {
        Machine = Windows.Machine,
        Packages = [.. from stored in Windows.Machine.StoredDrivers
                       let inf = Windows.Packages.FirstOrDefault(inf => inf.Provider == stored.Provider && inf.CatalogFile == stored.CatalogFile && inf.Version == stored.Version)
                       where inf is not null
                       select new StoredPackage(stored, inf)],
        Files = [.. Windows.Machine.DriverFiles.Select(path => Other.Files.FirstOrDefault(file => Same(file.Path, path)) ?? new FoundFile(path, null)).Where(file => Belongings.SystemFiles.Any(pattern => IsLike(file.Path, pattern)))],
    };

    public static CleanRequest Request(CleanLevel level, bool ours = false) => new(level, ours, Machines.Vendors, Belongings, OurCodes);

    public ImmutableArray<CleanStep> Plan(CleanLevel level = CleanLevel.Thorough, bool ours = false) => CleanPlan.For(Scan(), Request(level, ours));

    /// <summary>As guesttools does it: the plan up to the last uninstaller, then a new plan, until there is nothing left to do.</summary>
    public CleanModel Clean(CleanLevel level = CleanLevel.Thorough, Action<CleanModel, CleanStep>? after = null)
    {
        var model = this;
        for (var round = 0; round < 4 && model.Plan(level) is { IsEmpty: false } plan; round++)
        {
            foreach (var step in CleanRounds.First(plan))
            {
                model = model.Run(step);
                after?.Invoke(model, step);
            }
        }

        return model;
    }

    public CleanModel Run(CleanStep step) => step switch
    {
        MachineStep s => this with { Windows = Windows.Run(s.Step, Inf(s.Package)), Other = s.Step is DeleteRegistryValue v ? Other with { Values = Other.Values.RemoveAll(value => value.Key == v.Key && value.Name == v.Name) } : Other },
        UninstallProduct s when Broken.Contains(s.ProductCode) => this with { Other = Other with { Tried = Other.Tried.Add(s.ProductCode.ToString("B")) } },
        UninstallProduct s => (this with { Windows = Uninstaller(Windows) }).Without(s.ProductCode),
        ForgetProduct s => Without(s.ProductCode),
        UninstallBundle s => this with { Windows = Windows with { Machine = Windows.Machine with { Products = Windows.Machine.Products.RemoveAll(product => product.UninstallKey == s.UninstallKey) } } },
        DeleteKey s => this with { Windows = Windows with { Machine = Windows.Machine with { SoftwareKeys = Windows.Machine.SoftwareKeys.RemoveAll(key => key.StartsWith(s.Key, StringComparison.OrdinalIgnoreCase)) } } },
        DeleteFiles s => this with { Other = Other with { Folders = [.. Other.Folders.Select(folder => folder.Path == s.Folder ? folder with { Files = [.. folder.Files.Except(s.Files)] } : folder).Where(folder => folder.Path != s.Folder || folder.Files.Length > 0)] } },
        DeleteTask s => this with { Other = Other with { Tasks = Other.Tasks.Remove(s.Name) } },
        _ => throw new ArgumentException($"The model knows no step {step}.", nameof(step)),
    };

    /// <param name="before">The machine before the clean-up: what the backup has.</param>
    public CleanModel Undo(CleanStep step, CleanModel before) => step switch
    {
        MachineStep { Package: not null } s => this with { Windows = Windows.Undo(s.Step, before.Inf(s.Package)) },
        MachineStep { Step: DeleteService s } => this with { Windows = Set(s.ControlSet, set => set.Services.Any(own => own.Name == s.Name) ? set : set with { Services = set.Services.Add(before.Sets(s.ControlSet).Services.Single(own => Same(own.Name, s.Name))) }) },
        MachineStep { Step: DeleteDriverFile s } => this with { Windows = Windows with { Machine = Windows.Machine with { DriverFiles = [.. Windows.Machine.DriverFiles.Append(s.Path).Distinct()] } } },
        MachineStep { Step: RemoveClassFilter s } => this with { Windows = Set(s.ControlSet, set => set with { ClassFilters = WithFilter(set.ClassFilters, s, before.Sets(s.ControlSet).ClassFilters) }) },
        MachineStep s => this with { Windows = Windows.Undo(s.Step, before.Windows.Packages[0]), Other = Other with { Values = before.Other.Values } },
        DeleteKey s => this with { Windows = Windows with { Machine = Windows.Machine with { SoftwareKeys = [.. Windows.Machine.SoftwareKeys.Union(before.Windows.Machine.SoftwareKeys.Where(key => key.StartsWith(s.Key, StringComparison.OrdinalIgnoreCase)))] } } },
        DeleteFiles s => this with { Other = Other with { Folders = [.. Other.Folders.Where(folder => folder.Path != s.Folder), before.Other.Folders.Single(folder => folder.Path == s.Folder)] } },
        DeleteTask s => this with { Other = Other with { Tasks = Other.Tasks.Add(s.Name) } },
        _ => this,
    };

    private CleanModel Without(Guid product) => this with { Windows = Windows with { Machine = Windows.Machine with { Products = Windows.Machine.Products.RemoveAll(other => other.ProductCode == product) } } };

    private DriverInf Inf(string? package) => Scan().Packages.FirstOrDefault(stored => stored.Stored.PublishedName == package)?.Inf ?? Windows.Packages[0];

    private (ImmutableArray<Service> Services, ImmutableArray<ClassFilter> ClassFilters) Sets(string? name) => name is null
        ? (Windows.Machine.Services, Windows.Machine.ClassFilters)
        : Windows.Machine.OtherControlSets.Where(set => set.Name == name).Select(set => (set.Services, set.ClassFilters)).Single();

    private WindowsModel Set(string? name, Func<ControlSet, ControlSet> change)
    {
        var machine = Windows.Machine;
        if (name is not null)
        {
            return Windows with { Machine = machine with { OtherControlSets = [.. machine.OtherControlSets.Select(set => set.Name == name ? change(set) : set)] } };
        }

        var changed = change(new ControlSet("", machine.Services, machine.ClassFilters, machine.RegistryValues, []));
        return Windows with { Machine = machine with { Services = changed.Services, ClassFilters = changed.ClassFilters } };
    }

    private static ImmutableArray<ClassFilter> WithFilter(ImmutableArray<ClassFilter> now, RemoveClassFilter step, ImmutableArray<ClassFilter> before) =>
        before.FirstOrDefault(filter => filter.Class == step.Class && filter.Upper == step.Upper) is not { } was || !was.Services.Contains(step.Service, StringComparer.OrdinalIgnoreCase) ? now
        : now.FirstOrDefault(filter => filter.Class == step.Class && filter.Upper == step.Upper) is { } current
            ? current.Services.Contains(step.Service, StringComparer.OrdinalIgnoreCase) ? now : now.Replace(current, current with { Services = current.Services.Add(step.Service) })
            : now.Add(was with { Services = [step.Service] });

    private static bool IsLike(string path, string pattern)
    {
        var (end, patternEnd) = (path.LastIndexOf('\\'), pattern.LastIndexOf('\\'));
        return Same(path[..end], pattern[..patternEnd]) && FileSystemName.MatchesSimpleExpression(pattern.AsSpan(patternEnd + 1), path.AsSpan(end + 1));
    }

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
