using ExperimentRunner.Matrix;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Matrix;

public sealed class WeightFileTests
{
    private static readonly ImageFolders WithFile = TestMatrix.NoFolders with { FileExists = path => path == "/sweeps/w/a.pth" };

    [Fact]
    public void A_path_starts_from_the_folder_of_the_matrix_and_becomes_absolute() =>
        Assert.All(TestMatrix.Definition(TestMatrix.Small + "\nmodel: { weights: w/a.pth }", WithFile).Cells, cell => Assert.Equal("/sweeps/w/a.pth", cell.Spec.Model.Weights));

    [Fact]
    public void A_path_in_an_override_starts_from_the_current_folder() =>
        Assert.All(TestMatrix.Definition(TestMatrix.Small, WithFile, "model.weights=../sweeps/w/a.pth").Cells, cell => Assert.Equal("/sweeps/w/a.pth", cell.Spec.Model.Weights));

    [Fact]
    public void Fresh_and_given_weights_are_two_values_of_an_axis()
    {
        SweepDefinition definition = TestMatrix.Definition("name: x\nmatrix: { batch_per_device: 16, model.weights: [none, w/a.pth] }", WithFile);

        Assert.Equal(["none", "/sweeps/w/a.pth"], definition.Cells.Select(cell => cell.Spec.Model.Weights));
        Assert.Equal(["none", "w/a.pth"], definition.Cells.Select(cell => cell.Axes.Single(axis => axis.Axis == "model.weights").Value));
    }

    [Fact]
    public void The_same_file_twice_in_an_axis_is_a_fault() =>
        Assert.Contains(
            "error EXP022",
            TestMatrix.Text(TestMatrix.Faults(TestMatrix.Read("name: x\nmatrix: { batch_per_device: 16, model.weights: [w/a.pth, ./w/a.pth] }", WithFile))),
            StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named_with_the_place_that_was_looked_at()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["m.yaml"], "name: x\nmodel: { weights: w.safetensors }\nmatrix: { batch_per_device: 16 }");
        MatrixReading Read() => MatrixFile.Read("m.yaml", [], folder.Path, ImageFolders.OnDisk);

        Assert.Equal(
            $"m.yaml(2,19): error EXP043: model.weights 'w.safetensors' is not there (looked for {folder["w.safetensors"]}). Use none or the path of a file of weights (.safetensors, .pth, .pt, .th).",
            TestMatrix.Text(TestMatrix.Faults(Read())));
        File.WriteAllText(folder["w.safetensors"], "");
        Assert.IsType<MatrixReading.Valid>(Read());
    }
}
