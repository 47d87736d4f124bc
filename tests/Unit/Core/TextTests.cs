using CsCheck;
using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

/// <summary>Steps on their way through CustomActionData.</summary>
public sealed class The_text_of_a_step
{
    [Fact]
    public void Is_short_and_readable() =>
        Assert.Equal(@"BindDriver|PCI\VEN_5853&DEV_0001|C:\Program Files\x.inf|%-", StepText.Write(new BindDriver(@"PCI\VEN_5853&DEV_0001", @"C:\Program Files\x.inf", null)));

    [Fact]
    public void Gives_back_every_step_and_is_one_line_without_separators() =>
        Gen.Select(Gen.Int[0, 7], Gen.String, Gen.String, Gen.String.Null(), Gen.Bool, Gen.Guid).Sample((kind, a, b, c, flag, guid) =>
        {
            Step step = kind switch
            {
                0 => new StoreDriver(a, flag),
                1 => new BindDriver(a, b, c),
                2 => new RemoveDevice(a),
                3 => new UnstoreDriver(a),
                4 => new RemoveClassFilter(guid, flag, a),
                5 => new DeleteService(a),
                6 => new DeleteDriverFile(a),
                _ => new DeleteRegistryValue(a, b),
            };

            var text = StepText.Write(step);

            Assert.Equal(step, StepText.Parse(text));
            Assert.All(text, c => Assert.DoesNotContain(c, ";=[]{}\r\n"));
        });

    [Fact]
    public void Has_a_kind_for_every_step_of_the_product() =>
        Assert.Equal(8, typeof(Step).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(Step))));

    [Theory]
    [InlineData("")]
    [InlineData("Format|C:")]
    [InlineData("StoreDriver|x")]
    [InlineData("StoreDriver|x|2")]
    [InlineData("RemoveDevice|%4")]
    [InlineData("RemoveDevice|%-")]
    [InlineData("RemoveClassFilter|x|1|y")]
    public void Is_refused_when_it_is_none(string text) => Assert.Throws<FormatException>(() => StepText.Parse(text));

    [Fact]
    public void Of_any_shape_is_parsed_or_refused() => Gen.OneOf(Gen.String, Gen.OneOf("StoreDriver|", "RemoveDevice|", "%", "|", "1", "4G").Array[0, 6].Select(string.Concat)).Sample(text =>
    {
        try
        {
            StepText.Parse(text);
        }
        catch (FormatException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }
    });
}

public sealed class The_text_of_findings
{
    [Fact]
    public void Is_empty_without_any() => Assert.Equal("", FindingText.Message([]));

    [Fact]
    public void Holds_code_evidence_and_remedy_of_each_errors_first()
    {
        Finding note = new("XGT1008", Severity.Note, "Was on.", "PCI", "Nothing.");
        Finding error = new("XGT1004", Severity.Error, "Is not Xen.", "no device", "Use Xen.");
        Finding warning = new("XGT1007", Severity.Warning, "Storage.", "NVMe", "Snapshot.");

        Assert.Equal(
            """
            XGT1004: Is not Xen.
            Found: no device
            What to do: Use Xen.

            XGT1007 (warning): Storage.
            Found: NVMe
            What to do: Snapshot.

            XGT1008 (note): Was on.
            Found: PCI
            What to do: Nothing.
            """.ReplaceLineEndings("\n"),
            FindingText.Message([note, error, warning]));
    }
}

/// <summary>core/vendors.json.</summary>
public sealed class The_vendors_table
{
    [Fact]
    public void Asks_for_each_upgrade_code_once_and_for_none_of_ours()
    {
        Assert.Equal(Vendors.UpgradeCodes.Distinct(), Vendors.UpgradeCodes);
        Assert.Contains(new Guid("AF9B2559-3E91-4206-98C2-F560009FF7F1"), Vendors.UpgradeCodes);
        var product = File.ReadAllText(Path.Combine(Repository.Folder, "product.props"));
        Assert.All(Vendors.UpgradeCodes, code => Assert.DoesNotContain(code.ToString("D"), product, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Asks_for_software_keys_in_both_registry_views() =>
        Assert.Equal(Vendors.SoftwareKeys.Length, 2 * Vendors.SoftwareKeys.Count(key => key.StartsWith(@"SOFTWARE\WOW6432Node\", StringComparison.Ordinal)));

    [Fact]
    public void Says_of_each_vendor_what_a_finding_needs() => Assert.All(Vendors.Vendors, vendor =>
    {
        Assert.StartsWith("XGT10", vendor.Code, StringComparison.Ordinal);
        Assert.Equal(2, vendor.Prefix.Length);
        Assert.NotEmpty(vendor.Brands);
        Assert.EndsWith(".", vendor.Leftovers, StringComparison.Ordinal);
    });
}
