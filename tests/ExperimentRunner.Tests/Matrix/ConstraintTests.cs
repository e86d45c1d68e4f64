using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Expressions;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Matrix;

public sealed class ConstraintTests
{
    private static readonly RunSpec Spec = SettingTable.Defaults with { Devices = 4, BatchPerDevice = 32, Amp = Amp.On, LrRule = LearningRateRule.Sqrt };

    [Theory]
    [InlineData("devices * batch_per_device <= 128", true)]
    [InlineData("devices * batch_per_device < 128", false)]
    [InlineData("global_batch == 128", true)]
    [InlineData("devices != 4", false)]
    [InlineData("2 + 3 * devices == 14", true)]
    [InlineData("(2 + 3) * devices == 20", true)]
    [InlineData("10 - 3 - 2 == 5", true)]
    [InlineData("batch_per_device / devices / 2 == 4", true)]
    [InlineData("batch_per_device % 5 == 2", true)]
    [InlineData("-devices > -5", true)]
    [InlineData("train.base_lr * 2 == 0.1", true)]
    [InlineData("amp == on", true)]
    [InlineData("on == amp", true)]
    [InlineData("amp != on", false)]
    [InlineData("train.drop_last == true", true)]
    [InlineData("model.name == resnet18", true)]
    [InlineData("not amp == on", false)]
    [InlineData("not not amp == on", true)]
    [InlineData("devices > 8 or amp == on and lr_rule == sqrt", true)]
    [InlineData("(devices > 8 or amp == on) and lr_rule == none", false)]
    [InlineData("devices > 2 and devices < 4", false)]
    [InlineData("1e3 > devices", true)]
    public void A_constraint_holds_or_not(string text, bool holds) => Assert.Equal(holds, ConstraintParser.Parse(text)(Spec));

    [Theory]
    [InlineData("", 0)]
    [InlineData("devices", 0)]
    [InlineData("devices <", 9)]
    [InlineData("devices <= 4 <= 5", 13)]
    [InlineData("devices = 4", 8)]
    [InlineData("device <= 4", 0)]
    [InlineData("devices <= 4 and batch", 17)]
    [InlineData("amp == maybe", 7)]
    [InlineData("amp <= on", 0)]
    [InlineData("amp == 1", 7)]
    [InlineData("on == off", 0)]
    [InlineData("(devices <= 4", 13)]
    [InlineData("devices <= 4)", 12)]
    [InlineData("devices & 4", 8)]
    [InlineData("data.path == x", 0)]
    [InlineData("(devices <= 4) * 2 == 8", 1)]
    [InlineData("not 3 == 3 == 3", 11)]
    public void What_is_not_understood_is_told_where_it_stands(string text, int offset) =>
        Assert.Equal(offset, Assert.Throws<ExpressionException>(() => ConstraintParser.Parse(text)).Offset);

    [Fact]
    public void Endless_nesting_is_refused_before_the_stack_ends()
    {
        string text = new string('(', 100_000) + "devices";

        Assert.Contains("levels", Assert.Throws<ExpressionException>(() => ConstraintParser.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_for_which_where_does_not_hold_are_left_out_and_told_with_the_reason()
    {
        SweepDefinition sweep = TestMatrix.Definition("""
            name: x
            matrix:
              devices: [1, 2, 4]
              batch_per_device: [16, 64]
              exclude: [{ devices: 1, batch_per_device: 64 }]
              include: [{ devices: 8, batch_per_device: 64 }]
              where: [devices * batch_per_device <= 128, devices != 2 or batch_per_device == 16]
            """);

        Assert.Equal([(1, 16), (2, 16), (4, 16)], sweep.Cells.Select(cell => (cell.Spec.Devices, cell.Spec.BatchPerDevice)));
        Assert.Equal(
            [
                "devices 1, batch_per_device 64: exclude in line 5",
                "devices 2, batch_per_device 64: where devices != 2 or batch_per_device == 16",
                "devices 4, batch_per_device 64: where devices * batch_per_device <= 128",
                "devices 8, batch_per_device 64: where devices * batch_per_device <= 128",
            ],
            sweep.Excluded.Select(cell => $"{cell.Label}: {cell.Reason}"));
    }

    [Fact]
    public void A_fault_in_where_is_told_with_line_and_column()
    {
        const string yaml = "name: x\nmatrix:\n  batch_per_device: 16\n  where:\n    - \"devices <= 4 and bach_per_device < 3\"\n    - 2 <= \n";

        Assert.Equal(
            [
                "m.yaml(5,25): error EXP080: where is not understood: 'bach_per_device' is no setting. Did you mean batch_per_device?",
                "m.yaml(6,11): error EXP080: where is not understood: the end stands where a setting, a number or '(' was expected.",
            ],
            TestMatrix.Faults(yaml).Select(fault => fault.ToString()));
    }
}
