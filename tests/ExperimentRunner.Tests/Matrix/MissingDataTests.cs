using ExperimentRunner.Matrix;
using ExperimentRunner.Planning;
using ExperimentRunner.Tests.Planning;

namespace ExperimentRunner.Tests.Matrix;

/// <summary>Matrices of images and weights that this machine lacks, read for another one.</summary>
public sealed class MissingDataTests
{
    private static readonly ImageFolders Elsewhere = TestMatrix.NoFolders with { MayBeElsewhere = true };

    [Theory]
    [InlineData("data: { source: image_folder, path: fruits }", "m.yaml(2,37): warning EXP040: data.path 'fruits' is not there")]
    [InlineData("data: { source: image_folder }", "m.yaml(2,17): warning EXP041: data.source image_folder needs data.path.")]
    [InlineData("model: { weights: resnet18.pth }", "m.yaml(2,19): warning EXP043: model.weights 'resnet18.pth' is not there")]
    public void What_is_missing_is_a_warning(string line, string expected)
    {
        var valid = Assert.IsType<MatrixReading.Valid>(TestMatrix.Read($"name: x\n{line}\nmatrix: {{ batch_per_device: [16] }}", Elsewhere));

        Assert.StartsWith(expected, Assert.Single(valid.Warnings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_besides_is_an_error_and_told_with_the_warnings()
    {
        var faulty = Assert.IsType<MatrixReading.Faulty>(TestMatrix.Read("name: x\ndata: { source: image_folder }\nmatrix: { devices: [3], global_batch: [16] }", Elsewhere));

        Assert.Equal([("EXP041", true), ("EXP021", false)], faulty.Faults.Select(fault => (fault.Code, fault.IsWarning)));
    }

    [Theory]
    [InlineData("source: image_folder")]
    [InlineData("source: image_folder, path: fruits")]
    public void A_batch_is_not_held_against_images_that_are_elsewhere(string data)
    {
        SweepDefinition sweep = TestMatrix.Definition($"name: x\ndata: {{ {data}, train_images: 8 }}\nmatrix: {{ batch_per_device: [16] }}", Elsewhere);

        Assert.IsType<SweepPlanning.Planned>(SweepPlanner.Plan(sweep, ImageCounts.Count(sweep, Elsewhere), TestPlan.Created, git: null));
    }
}
