using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A built package with one action more: a program that fails, after all that is deferred, when the property FAIL is set.</summary>
public static class FailingPackage
{
    public const string Action = "FailOnPurpose";

    /// <summary>For the command line of Windows Installer.</summary>
    public const string Property = "FAIL=1";

    /// <param name="build">Where the package comes from.</param>
    /// <returns>A product that has this package and no other.</returns>
    public static async Task<BuiltProduct> MakeAsync(string package, BuiltProduct build)
    {
        var product = build with { Folder = Path.Combine(BuiltProduct.Checkout.Artifacts, build == BuiltProduct.Sample ? "failing" : "failing-other") };
        Directory.CreateDirectory(product.Folder);
        var msi = Path.Combine(product.Folder, Path.GetFileName(build.Msi(package)));
        File.Copy(build.Msi(package), msi, overwrite: true);

        // 3106: the command line in Target, run in the folder in Source; deferred, as SYSTEM. 6450: before InstallExecute.
        await new Tool("msibuild").RunAsync([msi,
            "-q", $"INSERT INTO CustomAction (Action, Type, Source, Target) VALUES ('{Action}', 3106, 'TARGETDIR', 'cmd.exe /c exit 1')",
            "-q", $"INSERT INTO InstallExecuteSequence (Action, Condition, Sequence) VALUES ('{Action}', 'FAIL', 6450)"]);
        return product;
    }

    /// <summary>The package's own actions that are written into the script of the installation (msidbCustomActionTypeInScript): deferred, rollback and commit.</summary>
    public static async Task<IReadOnlyList<string>> ActionsInScriptAsync(BuiltProduct product, string package)
    {
        const int InScript = 0x400;
        var table = await new Tool("msiinfo").RunAsync(["export", product.Msi(package), "CustomAction"]);
        return [.. table.Split('\n').Skip(3).Select(row => row.Split('\t')).Where(row => row.Length > 1 && (int.Parse(row[1], System.Globalization.CultureInfo.InvariantCulture) & InScript) != 0).Select(row => row[0])];
    }
}
