using System.Security.Cryptography;
using System.Text;
using XenGuestTools.Build.Wine;
using XenGuestTools.Build.Wix;
using XenGuestTools.Tests.Fixtures;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>Real packages of Windows Installer for the products of tests/OldTools, made by the tool chain that makes ours (tests/OldTools/Product.wxs), all of them at once and once.</summary>
public static class OldProducts
{
    public const string Endings = @"SOFTWARE\Old tools";
    private static readonly SemaphoreSlim Once = new(1);

    private static string Folder => Path.Combine(BuiltProduct.Checkout.Artifacts, "oldproducts");

    private static string Source => OldMachine.ProductSource;

    /// <summary>What the product's package installs: there as long as the product is.</summary>
    public static string Readme(this OldProduct product) => $@"C:\Program Files\{product.Name}\readme.txt";

    /// <summary>Has the removal of a product end in another way than well: 3010, 1603, hang or leave.</summary>
    public static MachineBuilder WithEnding(this MachineBuilder machine, OldProduct product, string ending) => machine.WithKey(Endings, (Code(product), ending));

    /// <summary>Installs the products of the machine for real.</summary>
    public static async Task InstallAsync(this Vm vm, OldMachine old)
    {
        await MakeAsync();
        foreach (var product in old.Products)
        {
            (await vm.RunAsync("msiexec", "/i", $"\"{vm.WindowsPath(Msi(product))}\"", "/qn", "/norestart")).MustSucceed();
            Assert.True(File.Exists(vm.HostPath(product.Readme())));
        }
    }

    private static async Task MakeAsync()
    {
        OldProduct[] products = [.. OldMachine.Names.SelectMany(name => OldMachine.Read(name).Products).DistinctBy(product => product.Code)];
        await Once.WaitAsync();
        try
        {
            var stamp = Path.Combine(Folder, "stamp");
            var wanted = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(await File.ReadAllTextAsync(Source) + string.Join<OldProduct>('\n', products))));
            if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            {
                return;
            }

            Directory.CreateDirectory(Folder);
            var checkout = BuiltProduct.Checkout;
            var prefix = await new WinePrefix(Path.Combine(checkout.Wine, "template")).CloneAsync(Path.Combine(checkout.Wine, "oldproducts"), TestContext.Current.CancellationToken);
            await new Wix3(checkout, prefix, "oldproducts").BuildAsync([.. products.Select(Package)], TestContext.Current.CancellationToken);
            await prefix.StopAsync();
            await File.WriteAllTextAsync(stamp, wanted);
        }
        finally
        {
            Once.Release();
        }
    }

    private static WixPackage Package(OldProduct product) => new(
        "old-" + product.Code.ToString("N"),
        [Source],
        [],
        new Dictionary<string, string>
        {
            ["Name"] = product.Name,
            ["Manufacturer"] = product.Publisher,
            ["Version"] = product.Version,
            ["ProductCode"] = Code(product),
            ["UpgradeCode"] = (product.Upgrade ?? product.Code).ToString("B").ToUpperInvariant(), // one that nobody knows, where the vendor's is not public
        },
        new Dictionary<string, string> { ["root"] = BuiltProduct.Checkout.Root },
        Msi(product));

    private static string Msi(OldProduct product) => Path.Combine(Folder, product.Code.ToString("D") + ".msi");

    private static string Code(OldProduct product) => product.Code.ToString("B").ToUpperInvariant();
}
