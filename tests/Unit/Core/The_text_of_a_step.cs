using CsCheck;
using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>Steps on their way through CustomActionData.</summary>
public sealed class The_text_of_a_step
{
    [Fact]
    public void Is_short_and_readable() =>
        Assert.Equal(@"BindDriver|PCI\VEN_5853&DEV_0001|C:\Program Files\x.inf|%-|0", StepText.Write(new BindDriver(@"PCI\VEN_5853&DEV_0001", @"C:\Program Files\x.inf", null)));

    [Fact]
    public void Gives_back_every_step_and_is_one_line_without_separators() =>
        Gen.Select(Gen.Int[0, 12], Gen.String, Gen.String, Gen.String.Null(), Gen.Bool, Gen.Guid).Sample((kind, a, b, c, flag, guid) =>
        {
            Step step = kind switch
            {
                0 => new StoreDriver(a, flag),
                1 => new BindDriver(a, b, c, flag),
                2 => new RemoveDevice(a),
                3 => new UnstoreDriver(a),
                4 => new RemoveClassFilter(guid, flag, a, c),
                5 => new DeleteService(a, c),
                6 => new DeleteDriverFile(a),
                7 => new FindDevices(),
                12 => new Settle(),
                8 => new StartAtBoot(a, flag ? ServiceStart.Disabled : ServiceStart.Demand, c),
                9 => new RecordValue(a, b, a),
                10 => new RestoreValue(a, b, a, flag ? null : int.MinValue, -1),
                _ => new DeleteRegistryValue(a, b),
            };

            var text = StepText.Write(step);

            Assert.Equal(step, StepText.Parse(text));
            Assert.All(text, c => Assert.DoesNotContain(c, ";=[]{}\r\n"));
        });

    [Fact]
    public void Has_a_kind_for_every_step_of_the_product() =>
        Assert.Equal(13, typeof(Step).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(Step))));

    [Theory]
    [InlineData("")]
    [InlineData("Format|C:")]
    [InlineData("StoreDriver|x")]
    [InlineData("StoreDriver|x|2")]
    [InlineData("RemoveDevice|%4")]
    [InlineData("RemoveDevice|%-")]
    [InlineData("RemoveClassFilter|x|1|y|%-")]
    [InlineData("StartAtBoot|x|y|%-")]
    [InlineData("RestoreValue|a|b|c|%-|%-")]
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
