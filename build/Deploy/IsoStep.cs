using XenGuestTools.Build.Drivers;

namespace XenGuestTools.Build.Deploy;

/// <summary>Makes the guest-tools CD of a build. Its date is that of the newest driver package in it, so the same content is the same image on any day.</summary>
internal sealed class IsoStep(Paths paths, Options options, DriverInput input, IReadOnlyList<string> packages)
{
    public async Task WriteAsync(string image, CancellationToken cancellation)
    {
        var release = await new ReleaseReader(Product.Load(paths), options.Out).ReadAsync(input.Mark, packages, download: null, cancellation);
        var drivers = DriverList.Read(paths).Packages.Select(p => DriverPackage.Read(p.Name, DriverPackage.FolderOf(input.Folder, p.Name))).ToList();
        var entries = new IsoLayout(paths.Root, options.Out).Entries(release, drivers);
        await new IsoImage(IsoLayout.Label(release), drivers.Max(d => d.Inf.Date)).WriteAsync(entries, image, Path.Combine(paths.Artifacts, "iso"), cancellation);
    }
}
