using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Graph;
using XenGuestTools.Build.Native;
using XenGuestTools.Build.Samples;
using XenGuestTools.Build.Wine;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Build;

/// <summary>What there is to build, and what depends on what.</summary>
public sealed class Targets
{
    /// <summary>The order of the chain: a child's package is there before the bus finds the child (docs/decisions.md).</summary>
    public static readonly IReadOnlyList<string> DriverNames = ["xenvif", "xennet", "xenvbd", "xeniface", "xenbus"];

    private readonly Paths paths;
    private readonly Product product;
    private readonly Options options;
    private readonly NativeToolchain native;
    private readonly string thisProgram = typeof(Targets).Module.ModuleVersionId.ToString();

    public Targets(Paths paths, Options options)
    {
        this.paths = paths;
        this.options = options;
        product = Product.Load(paths);
        var signed = options.Drivers ?? Path.Combine(paths.Root, "drivers", "x64");
        IsSample = options.Drivers is null && !(Directory.Exists(signed) && Directory.EnumerateDirectories(signed).Any());
        DriversFolder = IsSample ? Path.Combine(paths.Artifacts, "samples") : Path.GetFullPath(signed);

        native = new NativeToolchain(paths) { Sample = IsSample };
        var samples = SamplesTarget();
        var actions = NativeTarget("customactions", "XenGuestTools.CustomActions.dll");
        var agent = NativeTarget("agent", "xenagent.exe");
        var guestTools = NativeTarget("guesttools", "guesttools.exe", Path.Combine(options.Out, "guesttools.exe"));
        Builder wix = BuildWixAsync;
        IReadOnlyList<Target> beforeDrivers = IsSample ? [samples, actions] : [actions];
        Packages =
        [
            .. DriverNames.Select(name => PackageTarget(name, wix, beforeDrivers, () => DriverPackage(name))),
            PackageTarget("agent", wix, [actions, agent], () => AgentPackage(agent)),
        ];
        Bundle = new Target("XenGuestToolsSetup-x64.exe", wix)
        {
            Needs = [.. Packages, .. beforeDrivers],
            Inputs = () => WixInputs.Of(BundlePackage()),
            Values = Values(),
            Outputs = [Result("XenGuestToolsSetup-x64.exe")],
        };
        All = [Bundle, guestTools];
    }

    public bool IsSample { get; }

    public string DriversFolder { get; }

    public IReadOnlyList<Target> Packages { get; }

    public Target Bundle { get; }

    public IReadOnlyList<Target> All { get; }

    private string DisplayName => IsSample ? product.Name + " SAMPLE" : product.Name;

    private string Result(string name) => Path.Combine(options.Out, name);

    private string NativeFolder(string project) => Path.Combine(paths.Artifacts, IsSample ? "publish-sample" : "publish", project);

    private Target SamplesTarget() => new("sample drivers", (_, cancellation) => SamplePackages.BuildAsync(paths, DriversFolder, cancellation))
    {
        Inputs = () => Files("drivers/sample"),
        Values = [thisProgram],
        Outputs = [.. DriverNames.Select(name => Path.Combine(DriversFolder, name, "x64", name + ".inf"))],
    };

    private Target NativeTarget(string project, string file, string? copy = null) => new(file, async (_, cancellation) =>
    {
        await native.PublishAsync(project, NativeFolder(project), cancellation).ConfigureAwait(false);
        if (copy is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(NativeFolder(project), file), copy, overwrite: true);
        }
    })
    {
        Inputs = () => [.. Files(project), .. Files("core"), .. Files("build/Native"), .. RootProps()],
        Outputs = [copy ?? Path.Combine(NativeFolder(project), file)],
    };

    private Target PackageTarget(string name, Builder wix, IReadOnlyList<Target> needs, Func<WixPackage> package) => new($"{name}-x64.msi", wix)
    {
        Needs = needs,
        Inputs = () => WixInputs.Of(package()),
        Values = [.. Values(), .. package().Defines.Select(d => $"{d.Key}={d.Value}")],
        Outputs = [Result($"{name}-x64.msi")],
    };

    private IReadOnlyList<string> Values() => [thisProgram, DisplayName];

    private IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(paths.Root, folder), "*", SearchOption.AllDirectories);

    private IEnumerable<string> RootProps() =>
        new[] { "product.props", "Directory.Build.props", "Directory.Packages.props", "NativeAot.props", "global.json", ".editorconfig" }.Select(f => Path.Combine(paths.Root, f));
}
