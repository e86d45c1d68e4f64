using ExperimentRunner.Matrix;

namespace ExperimentRunner.Tests.Matrix;

public sealed class OverrideTests
{
    [Fact]
    public void An_override_replaces_a_value()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small + "\nrepeats: 5\ntrain: { epochs: 9, momentum: 0.5 }", "repeats=2", "train.epochs=1");

        Assert.Equal(2, sweep.Repeats.Most);
        Assert.All(sweep.Cells, cell => Assert.Equal((1, 0.5), (cell.Spec.Train.Epochs, cell.Spec.Train.Momentum)));
    }

    [Theory]
    [InlineData("train.epochs=7")]
    [InlineData("train={ epochs: 7 }")]
    [InlineData("matrix.train.epochs=[7]")]
    public void An_override_adds_what_is_not_there(string text) =>
        Assert.All(TestMatrix.Definition(TestMatrix.Small, text).Cells, cell => Assert.Equal(7, cell.Spec.Train.Epochs));

    [Fact]
    public void An_override_fills_a_section_without_a_value() =>
        Assert.Equal(7, TestMatrix.Definition(TestMatrix.Small + "\ntrain:", "train.epochs=7").Cells[0].Spec.Train.Epochs);

    [Fact]
    public void The_value_of_an_override_is_YAML()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small, "matrix.devices=[1, 4]", "baseline={ devices: 4 }");

        Assert.Equal([1, 1, 4, 4], sweep.Cells.Select(cell => cell.Spec.Devices));
        Assert.Equal(4, sweep.Baseline.Spec.Devices);
    }

    [Fact]
    public void A_later_override_wins() => Assert.Equal(3, TestMatrix.Definition(TestMatrix.Small, "repeats=2", "repeats=3").Repeats.Most);

    [Fact]
    public void An_override_takes_a_faulty_value_out_of_the_file() =>
        Assert.Equal(3, TestMatrix.Definition(TestMatrix.Small + "\nrepeats: many", "repeats=3").Repeats.Most);

    [Fact]
    public void Paths_start_from_the_file_that_they_stand_in_and_those_of_overrides_from_the_current_folder()
    {
        const string yaml = TestMatrix.Small + "\n";
        string ofFile = yaml.Replace("synthetic", "image_folder, path: ../fruits", StringComparison.Ordinal);

        SweepDefinition fromFile = TestMatrix.Definition(ofFile, TestMatrix.Folder("/fruits"));
        SweepDefinition fromOverride = TestMatrix.Definition(ofFile, TestMatrix.Folder("/here/fruits"), "data.path=fruits");

        Assert.Equal("/fruits", fromFile.Cells[0].Spec.Data.Path);
        Assert.Equal("/here/fruits", fromOverride.Cells[0].Spec.Data.Path);
    }

    [Theory]
    [InlineData("=1")]
    [InlineData("repeats")]
    [InlineData("")]
    public void What_is_not_key_and_value_is_refused(string text) =>
        Assert.Equal("EXP006", Assert.Single(TestMatrix.Faults(TestMatrix.Small, text)).Code);

    [Theory]
    [InlineData("repeats=", "EXP013")]
    [InlineData("repeats=[1", "EXP003")]
    [InlineData("train.epochs=x", "EXP013")]
    [InlineData("no.such=1", "EXP010")]
    public void A_fault_of_an_override_names_the_override(string text, string code)
    {
        var fault = Assert.Single(TestMatrix.Faults(TestMatrix.Small, text));

        Assert.Equal((code, $"--set={text}"), (fault.Code, fault.File));
    }
}
