using XenGuestTools.Build.Deploy;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Graph;
using XenGuestTools.Build.Native;
using XenGuestTools.Build.Samples;
using XenGuestTools.Build.Wix;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build;

/// <summary>What there is to build, and what depends on what.</summary>
public sealed class Targets
{
    /// <summary>What every C# project reads besides its own folder.</summary>
    private static readonly string[] RootFileNames = ["product.props", "Directory.Build.props", "Directory.Packages.props", "NativeAot.props", "global.json"];

    private readonly Paths paths;
    private readonly Options options;
    private readonly Authoring authoring;
    private readonly NativeToolchain native;
    private readonly IReadOnlyList<string> packageNames;
    private Target? testAgent;

    /// <summary>What the build program makes by its own code depends on that code.</summary>
    private readonly string thisProgram = typeof(Targets).Module.ModuleVersionId.ToString();

    public Targets(Paths paths, Options options, Func<IReadOnlyList<PackageFiles>, ProofOptions, ProofReport> proof)
    {
        this.paths = paths;
        this.options = options;
        var list = DriverList.Read(paths);
        Drivers = DriverInput.Choose(paths, options, list, proof);
        authoring = new Authoring(paths, options, Drivers);
        native = new NativeToolchain(paths) { ProjectProperties = Drivers.ProjectProperties };
        PackageBuilder packages = new(paths, Drivers);
        Dictionary<string, Func<WixPackage>> authored = [];
        Builder builder = (stale, cancellation) => packages.BuildAsync([.. stale.Select(t => authored[t.Name]())], cancellation);
        Target Package(string file, Func<WixPackage> package, IReadOnlyList<Target> needs)
        {
            authored[file] = package;
            return PackageTarget(file, package, builder, needs);
        }


        var actions = NativeTarget("customactions", "XenGuestTools.CustomActions.dll");
        var agent = NativeTarget("agent", "xenagent.exe");
        var guesttools = NativeTarget("guesttools", "guesttools.exe", Path.Combine(options.Out, "guesttools.exe"));
        List<Target> toolsAndInputs = [actions, agent, guesttools];
        if (!OperatingSystem.IsWindows())
        {
            toolsAndInputs.Add(LightTarget());
        }

        if (Drivers.MadeFromSources)
        {
            toolsAndInputs.Add(SamplesTarget(list));
        }

        packageNames = [.. list.Packages.Select(p => p.Name), "agent"];
        Packages = [.. packageNames.Select(name => Package($"{name}-x64.msi", () => authoring.Msi(name), toolsAndInputs))];
        Bundle = Package("XenGuestToolsSetup-x64.exe", authoring.Bundle, [.. Packages, guesttools]);
        All = [Bundle, guesttools];
    }

    public DriverInput Drivers { get; }

    public IReadOnlyList<Target> Packages { get; }

    public Target Bundle { get; }

    /// <summary>The wanted ones: they need all others.</summary>
    public IReadOnlyList<Target> All { get; }

    /// <summary>The program that tests/Machine runs inside its machines.</summary>
    public Target Probe => NativeTarget("tests/Probe", Path.GetFileName(ProbeOf(paths)), ProbeOf(paths));

    /// <summary>The agent that tests/Machine connects to a xenstored: a Debug build.</summary>
    public Target TestAgent => testAgent ??= new("xenagent.exe for tests", (_, cancellation) =>
        new NativeToolchain(paths) { ProjectProperties = Drivers.ProjectProperties, Configuration = "Debug" }.PublishAsync("agent", Path.GetDirectoryName(TestAgentOf(paths))!, cancellation))
    {
        Inputs = () => NativeInputs("agent"),
        Values = () => [Drivers.Mark],
        Outputs = [TestAgentOf(paths)],
    };

    /// <summary>All C# code compiled once more, with the analysers: a warning is an error.</summary>
    public Target Analysis => new("code analysis", async (_, cancellation) =>
    {
        await new Tool("dotnet").RunAsync(["build", Path.Combine(paths.Root, "XenGuestTools.slnx"), "-c", "Debug", "-v", "quiet", "--nologo"], cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(paths.Artifacts, "analysed"), "", cancellation).ConfigureAwait(false);
    })
    {
        Needs = [.. All, TestAgent], // which are compiled from the same projects
        Inputs = () => [.. new[] { "agent", "build", "core", "customactions", "guesttools", "tests" }.SelectMany(FilesBelow), .. RootFiles(), Path.Combine(paths.Root, ".editorconfig")],
        Outputs = [Path.Combine(paths.Artifacts, "analysed")],
    };

    /// <summary>What deployment systems want to know of the results, in out/deploy.</summary>
    /// <param name="download">The folder that the setup program is published in; null: no files for winget.</param>
    public Target Deploy(Uri? download)
    {
        var folder = Path.Combine(options.Out, "deploy");
        return new("deploy", async (_, cancellation) =>
        {
            var release = await new ReleaseReader(Product.Load(paths), options.Out).ReadAsync(Drivers.Mark, packageNames, download, cancellation).ConfigureAwait(false);
            await new DeployStep(Path.Combine(paths.Root, "deploy"), folder).WriteAsync(release, cancellation).ConfigureAwait(false);
        })
        {
            Needs = [.. Packages, Bundle],
            Inputs = () => [.. Packages.Append(Bundle).SelectMany(t => t.Outputs), .. FilesBelow("deploy"), Path.Combine(paths.Root, "product.props")],
            Values = () => [thisProgram, Drivers.Mark, $"{download}"],
            Outputs = [.. DeployFiles.Always.Select(f => Path.Combine(folder, f))],
        };
    }

    /// <summary>The guest-tools CD.</summary>
    public Target Iso(Uri? download)
    {
        var deploy = Deploy(download);
        var image = Path.Combine(options.Out, $"{Product.Load(paths).Name.Replace(" ", "", StringComparison.Ordinal)}.iso");
        return new(Path.GetFileName(image), (_, cancellation) => new IsoStep(paths, options, Drivers, packageNames).WriteAsync(image, cancellation))
        {
            Needs = [.. All, .. Packages, deploy],
            Inputs = () => [.. All.Concat(Packages).Append(deploy).SelectMany(t => t.Outputs), .. FilesBelow("deploy"), .. FilesBelow("docs"), Path.Combine(paths.Root, "LICENSE"), Path.Combine(paths.Root, "product.props")],
            Values = () => [thisProgram, Drivers.Mark, $"{download}"],
            Outputs = [image],
        };
    }

    public static string TestAgentOf(Paths paths) => Path.Combine(paths.Artifacts, "test-agent", "xenagent.exe");

    public static string ProbeOf(Paths paths) => Path.Combine(paths.Artifacts, "probe", "probe.exe");

    public string Published(string project) => authoring.Published(project);

    private Target SamplesTarget(DriverList list) => new("sample driver packages", (_, cancellation) => SamplePackages.BuildAsync(paths, Drivers.Folder, cancellation))
    {
        Inputs = () => [.. FilesBelow("drivers/sample"), Path.Combine(paths.Root, "drivers", "drivers.json")],
        Values = () => [thisProgram],
        Outputs = [.. list.Packages.Select(p => Path.Combine(Drivers.Folder, p.Name, "x64", p.Name + ".cat"))],
    };

    private Target LightTarget()
    {
        LightHost light = new(paths);
        return new("host for WiX's linker", (_, cancellation) => light.BuildAsync(cancellation))
        {
            Inputs = () => [.. light.Inputs, .. RootFiles()],
            Outputs = [light.Program],
        };
    }

    private Target NativeTarget(string project, string file, string? copy = null)
    {
        var folder = authoring.Published(project);
        return new(file, async (_, cancellation) =>
        {
            await native.PublishAsync(project, folder, cancellation).ConfigureAwait(false);
            if (copy is not null)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(folder, file), copy, overwrite: true);
            }
        })
        {
            Inputs = () => NativeInputs(project),
            Values = () => [Drivers.Mark], // out/guesttools.exe is one file for all of them
            Outputs = [copy ?? Path.Combine(folder, file)],
        };
    }

    private Target PackageTarget(string file, Func<WixPackage> package, Builder builder, IReadOnlyList<Target> needs) => new(file, builder)
    {
        Needs = needs,
        Inputs = () => WixInputs.Of(package()),
        Values = () => [thisProgram, .. package().Defines.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => $"{d.Key}={d.Value}")],
        Outputs = [Path.Combine(options.Out, file)],
    };

    private IReadOnlyList<string> NativeInputs(string project) => [.. FilesBelow(project), .. FilesBelow("core"), .. FilesBelow("build/Native"), .. RootFiles()];

    private IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(Path.Combine(paths.Root, folder), "*", SearchOption.AllDirectories);

    private IEnumerable<string> RootFiles() => RootFileNames.Select(f => Path.Combine(paths.Root, f));
}
