using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <summary>
/// How the tools of other installers leave a machine. First whatever lets Windows start from the emulated disks, since nobody knows what a vendor's uninstaller leaves; then the uninstallers; then
/// one driver package after the other, children before the bus, each by <see cref="RemovePlan"/> for the machine that the steps before leave (<see cref="WindowsModel"/>); then, if that is asked for,
/// what has neither an uninstaller nor a package. Windows looks for devices at the very end: in between it would give a device the package that goes next.
/// </summary>
public static class CleanPlan
{
    /// <returns>Empty when nothing of what is to go is there.</returns>
    public static ImmutableArray<CleanStep> For(OldTools tools, CleanRequest request)
    {
        CleanPlanBuilder plan = new(tools, request);
        ImmutableArray<Vendor> vendors = [.. request.Vendors.Vendors.Where(vendor => VendorTraces.Any(tools, vendor, request))];
        plan.AddPackages(vendors);
        if (request.Level == CleanLevel.Thorough)
        {
            foreach (var vendor in vendors)
            {
                plan.AddOrphans(vendor);
                plan.AddBelongings(vendor);
            }

            plan.AddOrphans(null);
            if (request.Ours)
            {
                plan.AddOurBelongings();
            }
        }

        return plan.With(Uninstallers(tools, vendors, request));
    }

    /// <summary>What of the tools is left where <see cref="For"/> has nothing to do any more: products whose uninstaller failed or can't run in safe mode, and what only <see cref="CleanLevel.Thorough"/> removes.</summary>
    public static ImmutableArray<CleanStep> Left(OldTools tools, CleanRequest request)
    {
        var windows = tools.Machine.Windows with { SafeMode = false };
        return For(tools with { Tried = [], Machine = tools.Machine with { Windows = windows } }, request with { Level = CleanLevel.Thorough });
    }

    /// <summary>None in safe mode, where Windows Installer does not run. Our setup program first, then products in the order of <see cref="Belongings.UninstallOrder"/>; one that has been tried is not tried again.</summary>
    private static IEnumerable<CleanStep> Uninstallers(OldTools tools, ImmutableArray<Vendor> vendors, CleanRequest request)
    {
        var products = tools.Machine.Products.Where(product => !tools.Machine.Windows.SafeMode && IsMeant(product, vendors, request)).OrderBy(product => Place(product, request.Belongings));
        foreach (var product in products.OrderBy(product => product.ProductCode is not null))
        {
            var wasTried = Names.Among(tools.Tried.AsSpan(), product.ProductCode?.ToString("B") ?? product.UninstallKey);
            if (product.ProductCode is not { } code)
            {
                if (!wasTried)
                {
                    yield return new UninstallBundle(product.UninstallKey!, product.Name);
                }
            }
            else if (!wasTried)
            {
                yield return new UninstallProduct(code, product.Name, product.UpgradeCode is { } upgrade && request.Belongings.DoesNothingWithoutRestart.Contains(upgrade));
            }
            else if (request.Level == CleanLevel.Thorough)
            {
                yield return new ForgetProduct(code, product.Name);
            }
        }
    }

    /// <summary>An entry that is not Windows Installer's is meant only if it is our setup program's; a vendor's goes with its key.</summary>
    private static bool IsMeant(InstalledProduct product, ImmutableArray<Vendor> vendors, CleanRequest request) =>
        product.UpgradeCode is { } code && request.OurUpgradeCodes.Contains(code)
            ? request.Ours && (product.ProductCode is not null || product.UninstallKey is not null)
            : product.ProductCode is not null && vendors.Any(vendor => VendorTraces.IsOf(vendor, product, request));

    private static int Place(InstalledProduct product, Belongings belongings) =>
        product.UpgradeCode is { } code && belongings.UninstallOrder.IndexOf(code) is >= 0 and var place ? place : belongings.UninstallOrder.Length;
}
