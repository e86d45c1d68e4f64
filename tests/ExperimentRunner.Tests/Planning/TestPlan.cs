using ExperimentRunner.Matrix;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Matrix;

namespace ExperimentRunner.Tests.Planning;

/// <summary>Plans a matrix at a fixed time.</summary>
internal static class TestPlan
{
    public static DateTimeOffset Created { get; } = new(2026, 1, 31, 14, 25, 1, TimeSpan.Zero);

    public static SweepPlan Of(SweepDefinition definition) =>
        Assert.IsType<SweepPlanning.Planned>(SweepPlanner.Plan(definition, Images(definition), Created, git: null)).Plan;

    public static SweepPlan Of(string yaml, params string[] overrides) => Of(TestMatrix.Definition(yaml, overrides));

    public static ImageCounts Images(SweepDefinition definition) => ImageCounts.Count(definition, TestMatrix.NoFolders);
}
