using System.Reflection.PortableExecutable;
using System.Text;
using XenGuestTools.Build;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Package;

/// <summary>The three native images that the build made, read from their headers.</summary>
public sealed class A_program_for_the_guest
{
    private const DllCharacteristics Hardened = DllCharacteristics.HighEntropyVirtualAddressSpace | DllCharacteristics.DynamicBase | DllCharacteristics.NxCompatible;

    private static readonly Targets Targets = new(Paths.OfThisCheckout(), new Options(Drivers: null, Paths.OfThisCheckout().Out), PackageSetProof.Run);

    public static TheoryData<string, string> Images => new()
    {
        { "customactions", "XenGuestTools.CustomActions.dll" },
        { "agent", "xenagent.exe" },
        { "guesttools", "guesttools.exe" },
    };

    [Theory]
    [MemberData(nameof(Images))]
    public void Is_native_x64_code_with_ASLR_and_DEP(string project, string file)
    {
        using var image = new PEReader(new MemoryStream(Read(project, file)));
        var headers = image.PEHeaders;

        Assert.Equal(Machine.Amd64, headers.CoffHeader.Machine);
        Assert.Null(headers.CorHeader); // not managed
        Assert.Equal(Hardened, headers.PEHeader!.DllCharacteristics & Hardened);
        Assert.NotEqual(0, headers.PEHeader.BaseRelocationTableDirectory.Size); // without it there is no ASLR
        Assert.Equal(file.EndsWith(".dll", StringComparison.Ordinal), headers.IsDll);
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Says_its_version_and_whether_it_is_a_sample(string project, string file)
    {
        var version = VersionValue(Read(project, file), "ProductVersion");

        Assert.StartsWith(VersionOfProduct(), version, StringComparison.Ordinal);
        Assert.Equal(Targets.Drivers.IsSample, version.EndsWith("-SAMPLE", StringComparison.Ordinal));
        Assert.Equal("Xen Guest Tools", VersionValue(Read(project, file), "ProductName"));
    }

    /// <summary>A Debug build of the agent can be told by this variable to take a socket for the host (agent/Testing).</summary>
    [Fact]
    public void Does_not_know_the_socket_that_tests_use_in_place_of_the_host()
    {
        const string Variable = "XENAGENT_TEST_STORE";
        Assert.Contains(Variable, File.ReadAllText(Path.Combine(Paths.OfThisCheckout().Root, "agent", "Testing", "TestSource.cs")), StringComparison.Ordinal);
        var image = Read("agent", "xenagent.exe");

        Assert.All(new[] { Encoding.ASCII, Encoding.Unicode }, encoding => Assert.Equal(-1, image.AsSpan().IndexOf(encoding.GetBytes(Variable))));
    }

    private static byte[] Read(string project, string file)
    {
        var path = Path.Combine(Targets.Published(project), file);
        return File.Exists(path) ? File.ReadAllBytes(path) : throw new BuildException($"{path} is not there. Run './build.sh' first.");
    }

    /// <summary>A value of the version resource: its name, a zero, zeros up to a multiple of four bytes, the text, a zero, all UTF-16.</summary>
    private static string VersionValue(byte[] image, string name)
    {
        var at = image.AsSpan().IndexOf(Encoding.Unicode.GetBytes(name + '\0'));
        Assert.True(at >= 0, $"There is no {name} in the version resource.");
        return Encoding.Unicode.GetString(image.AsSpan(at + ((name.Length + 1) * sizeof(char)), 200)).TrimStart('\0').Split('\0')[0];
    }

    private static string VersionOfProduct() =>
        System.Xml.Linq.XDocument.Load(Path.Combine(Paths.OfThisCheckout().Root, "product.props")).Descendants("XgtVersion").Single().Value;
}
