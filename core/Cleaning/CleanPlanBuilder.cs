using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <summary>Puts a plan together, on a model of the machine that each step changes: what one package leaves alone because another has it too goes with the other.</summary>
internal sealed class CleanPlanBuilder(OldTools tools, CleanRequest request)
{
    private const string RunKey = @"\CurrentVersion\Run";

    private readonly ImmutableArray<CleanStep>.Builder safety = ImmutableArray.CreateBuilder<CleanStep>();
    private readonly ImmutableArray<CleanStep>.Builder steps = ImmutableArray.CreateBuilder<CleanStep>();
    private WindowsModel model = new() { Machine = tools.Machine, Packages = [.. tools.Packages.Select(package => package.Inf)], DriversRun = false };

    private Machine Machine => model.Machine;

    /// <summary>The packages of these vendors, and ours if that is asked for.</summary>
    public void AddPackages(ImmutableArray<Vendor> vendors)
    {
        ImmutableArray<StoredPackage> meant = [.. tools.Packages.Where(package => vendors.Any(vendor => ToolChecks.IsOf(vendor, package.Stored, tools.Machine, request.Vendors)) || (request.Ours && ToolChecks.IsOurs(tools.Machine, package.Inf.Name, package.Inf.Provider)))];
        foreach (var services in request.Belongings.Drivers)
        {
            foreach (var versions in meant.Where(package => Names.Same(package.Inf.Name, services[0])).GroupBy(package => package.Inf.Provider.ToUpperInvariant()))
            {
                AddPackage([.. versions.OrderByDescending(package => package.Inf.Version)]);
            }
        }
    }

    /// <summary>Drivers of the vendor that no package answers for, and its other services.</summary>
    /// <param name="vendor">Null: what is nobody's.</param>
    public void AddOrphans(Vendor? vendor)
    {
        foreach (var inf in OrphanedDrivers.Of(tools, Machine, vendor, request.Vendors, request.Belongings))
        {
            if (RemovePlan.For(Machine, inf) is { IsEmpty: false } plan)
            {
                AddAll(plan, inf, _ => null);
            }
        }
    }

    /// <summary>What our own packages may leave: the uninstaller takes it along if it works.</summary>
    public void AddOurBelongings()
    {
        foreach (var service in Machine.Services.Where(service => Names.Has(service.ImagePath ?? "", $@"\Program Files\{Product.Name}\")))
        {
            Add(new DeleteService(service.Name));
        }

        AddBelongings(request.Belongings.Of(Product.Name), [], []);
    }

    /// <summary>Agents, keys, files, folders, tasks.</summary>
    public void AddBelongings(Vendor vendor)
    {
        foreach (var service in Machine.Services.Where(service => Names.Among(vendor.Services.AsSpan(), service.Name) && ToolChecks.IsOf(vendor, service, Machine, request.Vendors)))
        {
            Add(new DeleteService(service.Name));
        }

        AddBelongings(
            request.Belongings.Of(vendor.Name),
            tools.Files.Where(file => vendor.IsNamedIn(file.Company) && !Machine.Services.Any(service => ImagePath.Fits(service.ImagePath, file.Path)) && !steps.Any(step => step is MachineStep { Step: DeleteDriverFile done } && Names.Same(done.Path, file.Path))),
            vendor.SoftwareKeys);
    }

    private void AddBelongings(VendorBelongings own, IEnumerable<FoundFile> files, IEnumerable<string> keys)
    {
        foreach (var task in tools.Tasks.Where(task => Names.Among(own.Tasks.AsSpan(), task)))
        {
            steps.Add(new DeleteTask(task));
        }

        foreach (var value in tools.Values.Where(value => value.Key.EndsWith(RunKey, StringComparison.OrdinalIgnoreCase) && Names.Among(own.Run.AsSpan(), value.Name)))
        {
            Add(new DeleteRegistryValue(value.Key, value.Name));
        }

        foreach (var file in files)
        {
            Add(new DeleteDriverFile(file.Path));
        }

        foreach (var folder in tools.Folders.Where(folder => Names.Among(own.Folders.AsSpan(), folder.Path)))
        {
            AddFolder(folder);
        }

        foreach (var key in keys.Concat(own.Keys).Where(key => Names.Among(tools.Machine.SoftwareKeys.AsSpan(), key)))
        {
            steps.Add(new DeleteKey(key));
        }
    }

    /// <param name="uninstallers">They go between what makes the machine safe and everything else.</param>
    public ImmutableArray<CleanStep> With(IEnumerable<CleanStep> uninstallers)
    {
        if (steps.Any(step => step is MachineStep { Step: RemoveDevice or UnstoreDriver }))
        {
            Add(new FindDevices());
            Add(new Settle());
        }

        return [.. OldUnplugValues(), .. safety, .. uninstallers, .. steps];
    }

    /// <summary>The unplug values of 7.x lie with xenfilt, and go before anything else if it goes.</summary>
    private IEnumerable<CleanStep> OldUnplugValues()
    {
        if (!steps.Any(step => step is MachineStep { Step: DeleteService { Name: var name } } && Names.Same(name, UnplugValues.BusFilter)))
        {
            return [];
        }

        return tools.Machine.RegistryValues.Concat(tools.Machine.OtherControlSets.SelectMany(set => set.RegistryValues))
            .Where(value => request.Belongings.Values.Any(old => Names.Same(old.Key, UnplugValues.InCurrentSet(value.Key)) && Names.Same(old.Name, value.Name)))
            .Select(value => new MachineStep(new DeleteRegistryValue(value.Key, value.Name), null));
    }

    private void AddPackage(ImmutableArray<StoredPackage> versions)
    {
        var inf = Merged(versions);
        AddAll(RemovePlan.For(Machine, inf), inf, step => step is UnstoreDriver unstored ? unstored.PublishedName : versions[0].Stored.PublishedName);
    }

    /// <summary>The newest version, with all that older ones brought along.</summary>
    private static DriverInf Merged(ImmutableArray<StoredPackage> versions) => versions.Skip(1).Aggregate(versions[0].Inf, (merged, older) => merged with
    {
        HardwareIds = [.. merged.HardwareIds.Union(older.Inf.HardwareIds, StringComparer.OrdinalIgnoreCase)],
        Services = [.. merged.Services, .. older.Inf.Services.Where(service => !merged.Services.Any(other => Names.Same(other.Name, service.Name)))],
        Files = [.. merged.Files, .. older.Inf.Files.Where(file => !merged.Files.Any(other => Names.Same(other.TargetPath, file.TargetPath)))],
        Registry = [.. merged.Registry, .. older.Inf.Registry.Where(value => !merged.Registry.Any(other => Names.Same(other.ToString(), value.ToString())))],
    });

    private void AddAll(ImmutableArray<Step> plan, DriverInf inf, Func<Step, string?> packageOf)
    {
        var leading = true;
        foreach (var step in plan)
        {
            if (step is FindDevices or Settle)
            {
                continue;
            }

            // What is said of the emulated disks comes first of all; the same said again, after the devices are gone, stays where it is.
            leading &= step is StartAtBoot or DeleteRegistryValue;
            (leading ? safety : steps).Add(new MachineStep(step, packageOf(step)));
            model = model.Run(step, inf);
        }
    }

    private void Add(Step step)
    {
        steps.Add(new MachineStep(step, null));
        if (step is not (FindDevices or Settle))
        {
            model = model.Run(step, OrphanedDrivers.None);
        }
    }

    private void AddFolder(FoundFolder folder)
    {
        ImmutableArray<string> files = [.. folder.Files.Where(file => request.Belongings.ProgramFiles.Any(pattern => Names.Like(file[(file.LastIndexOf('\\') + 1)..], pattern)))];
        if (files.Length > 0 || folder.Files.IsEmpty)
        {
            steps.Add(new DeleteFiles(folder.Path, files));
        }
    }
}
