using System.Collections.Immutable;
using CsCheck;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.GuestTools;

namespace XenGuestTools.Tests.Cleaning;

/// <summary>Steps and state outlive a restart as text.</summary>
public sealed class What_a_clean_up_writes_down
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char[' ', '~'], 1, 20];

    private static readonly Gen<CleanStep> Steps = Gen.OneOf<CleanStep>(
        Gen.Select(Texts, Gen.Bool).Select((name, hasPackage) => (CleanStep)new MachineStep(new DeleteService(name), hasPackage ? "oem1.inf" : null)),
        Gen.Select(Gen.Guid, Texts, Gen.Bool).Select((code, name, restarts) => (CleanStep)new UninstallProduct(code, name, restarts)),
        Gen.Select(Texts, Texts).Select((key, name) => (CleanStep)new UninstallBundle(key, name)),
        Gen.Select(Gen.Guid, Texts).Select((code, name) => (CleanStep)new ForgetProduct(code, name)),
        Texts.Select(key => (CleanStep)new DeleteKey(key)),
        Gen.Select(Texts, Texts.Array[0, 3]).Select((folder, files) => (CleanStep)new DeleteFiles(folder, [.. files])),
        Texts.Select(name => (CleanStep)new DeleteTask(name)));

    [Fact]
    public void Of_a_step_is_read_as_the_same_step() => Steps.Sample(step =>
    {
        var read = CleanStepText.Parse(step.ToString());

        Assert.Equal((step.GetType(), step.ToString()), (read.GetType(), read.ToString()));
    });

    [Fact]
    public void Of_a_step_is_one_line_whatever_a_product_is_called() =>
        Assert.Equal(2, Assert.Single(new DeleteTask("a\tb\r\nc").ToString().Split('\n')).Split('\t').Length);

    [Theory]
    [InlineData("")]
    [InlineData("DeleteKey")]
    [InlineData("Format\tC:")]
    public void That_is_no_step_is_refused(string text) => Assert.Throws<FormatException>(() => CleanStepText.Parse(text));

    [Fact]
    public void Of_its_state_is_read_as_the_same_state() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 2], Texts.Array[0, 3], Texts).Sample((thorough, ours, mayRestart, restarts, tried, then) =>
        {
            CleanState state = new("20261123T074031Z", thorough ? CleanLevel.Thorough : CleanLevel.Confident, ours, "boot", restarts, mayRestart, [.. tried], mayRestart ? then : null);

            Assert.Equal(state.ToString(), CleanState.Parse(state.ToString())?.ToString());
        });

    [Theory]
    [InlineData("")]
    [InlineData("backup=x")]
    [InlineData("backup=x\nlevel=Gentle\nboot=b")]
    [InlineData("backup=x\nlevel=Thorough\nboot=b\nformat=C:")]
    public void That_is_no_state_is_none(string text) => Assert.Null(CleanState.Parse(text));
}

public sealed class An_uninstaller_that_has_ended
{
    [Theory]
    [InlineData(0, false, false, false)]
    [InlineData(3010, false, true, false)]
    [InlineData(1641, false, true, true)]
    [InlineData(1605, false, false, false)]
    [InlineData(1614, false, false, false)]
    [InlineData(1603, true, false, false)]
    [InlineData(1618, true, false, false)]
    [InlineData(null, true, false, false)]
    public void Is_judged_by_its_exit_code(int? code, bool failed, bool restartNeeded, bool restartBegun)
    {
        var result = UninstallResult.Of(code);

        Assert.Equal((failed, restartNeeded, restartBegun), (result.Failed, result.RestartNeeded, result.RestartBegun));
    }
}

public sealed class A_command_for_later
{
    [Theory]
    [InlineData("\"C:\\a b\\setup.exe\" -quiet", @"C:\a b\setup.exe", " -quiet")]
    [InlineData("\"setup.exe\"", "setup.exe", "")]
    public void Is_a_program_in_quotes_and_its_arguments(string text, string program, string arguments) => Assert.Equal(new ProgramCommand(program, arguments), ProgramCommand.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("C:\\setup.exe -quiet")]
    [InlineData("\"\" -quiet")]
    [InlineData("\"C:\\setup.exe")]
    public void Without_quotes_is_none(string? text) => Assert.Null(ProgramCommand.Parse(text));

    [Fact]
    public void Without_quotes_is_refused_before_anything_is_removed() =>
        Assert.Contains("needs a program in quotes", CleanCommand.ErrorOf(CommandLine.Parse(["clean", "--yes", "--then", "setup.exe -quiet"], AllCommands.List)), StringComparison.Ordinal);
}
