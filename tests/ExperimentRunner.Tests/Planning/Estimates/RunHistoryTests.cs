using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Planning.Estimates;

public sealed class RunHistoryTests
{
    private static readonly PlannedRun Asked = MeasuredRuns.Planned();

    [Fact]
    public void The_same_cell_takes_the_median_of_what_it_took()
    {
        RunEstimate estimate = Estimate(MeasuredRuns.Of(50), MeasuredRuns.Of(30), MeasuredRuns.Of(31), MeasuredRuns.Of(99, "matrix.devices=[2]"));

        Assert.Equal((TimeSpan.FromSeconds(31), EstimateBasis.Measured, 3, Asked.CellId), (estimate.Time, estimate.Basis, estimate.Runs, estimate.Cell));
        Assert.Equal("3 measured", EstimateText.Of(estimate));
    }

    [Fact]
    public void Another_seed_is_the_same_cell() => Assert.Equal(EstimateBasis.Measured, Estimate(MeasuredRuns.Of(30, "seed=7")).Basis);

    [Theory]
    [InlineData("train.epochs=6", 5 + (25.0 / 2))]
    [InlineData("data={ train_images: 800, test_images: 200 }", 5 + (25.0 / 2))]
    public void Where_only_the_amount_of_work_differs_time_grows_with_it_but_for_starting(string measured, double seconds)
    {
        RunEstimate estimate = Estimate(MeasuredRuns.Of(30, measured));

        Assert.Equal(EstimateBasis.Scaled, estimate.Basis);
        Assert.Equal(seconds, estimate.Time.TotalSeconds, 1);
    }

    [Fact]
    public void Epochs_that_a_run_spared_by_stopping_at_its_target_are_not_counted_as_done()
    {
        MeasuredRun stopped = MeasuredRuns.Of(30, "train.target_accuracy=0.9", "train.stop_at_target=true") with { Epochs = 1 };

        Assert.Equal(5 + (3 * 25), Estimate(stopped).Time.TotalSeconds, 1);
    }

    [Fact]
    public void Of_other_cells_the_most_similar_is_scaled_by_arithmetic_and_its_differences_are_told()
    {
        RunEstimate estimate = Estimate(MeasuredRuns.Of(100, "matrix.devices=[2]", "matrix.amp=on"), MeasuredRuns.Of(18, "matrix.devices=[2]"));

        Assert.Equal((EstimateBasis.Similar, 5 + (13 * 2.0)), (estimate.Basis, estimate.Time.TotalSeconds));
        Assert.Equal(["devices"], estimate.Differences);
    }

    [Fact]
    public void What_changes_no_time_makes_no_difference()
    {
        RunEstimate estimate = Estimate(MeasuredRuns.Of(30, "train.base_lr=0.5", "matrix.lr_rule=sqrt", "train.label_smoothing=0.1"));

        Assert.Equal((EstimateBasis.Scaled, 30), (estimate.Basis, estimate.Time.TotalSeconds));
        Assert.Empty(estimate.Differences);
    }

    [Fact]
    public void Runs_side_by_side_do_not_tell_the_time_of_a_run_alone()
    {
        RunEstimate estimate = Estimate(MeasuredRuns.Of(30) with { Timing = TimingMode.Packed });

        Assert.Equal(EstimateBasis.Similar, estimate.Basis);
        Assert.Equal(["timing"], estimate.Differences);
    }

    [Fact]
    public void Another_backend_tells_nothing() => Assert.Equal(EstimateBasis.Rough, Estimate(MeasuredRuns.Of(30, "backend=cuda")).Basis);

    [Fact]
    public void A_probe_is_worth_more_than_a_similar_cell_and_less_than_the_same_shape()
    {
        var probe = new ProbedShape { Memory = new(1, null), TrainImagesPerSecond = 100, TestImagesPerSecond = 200, Overhead = TimeSpan.FromSeconds(4) };
        MeasuredRun similar = MeasuredRuns.Of(30, "matrix.devices=[2]");

        Assert.Equal((EstimateBasis.Probed, 4 + (3 * 4.5)), (Estimate(probe, similar).Basis, Estimate(probe, similar).Time.TotalSeconds));
        Assert.Equal(EstimateBasis.Scaled, Estimate(probe, MeasuredRuns.Of(30, "train.epochs=9")).Basis);
        Assert.Equal(EstimateBasis.Similar, Estimate(probe with { TrainImagesPerSecond = null }, similar).Basis);
    }

    [Fact]
    public void Without_history_the_estimate_is_arithmetic() =>
        Assert.Equal(new RunEstimate(FlopEstimate.Of(Asked.Spec, new ImageCount(400, 100)), EstimateBasis.Rough), Estimate() with { Differences = [] }, (first, second) => first.Time == second.Time && first.Basis == second.Basis);

    [Fact]
    public void Every_setting_has_its_place_in_what_decides_the_time()
    {
        RunSpec spec = Asked.Spec;
        IReadOnlyList<string> values = TimeRelevance.ValuesOf(spec, TimingMode.Exclusive);
        RunSpec[] same = [spec with { Seed = 9 }, spec with { LrFactor = 3 }, spec with { Train = spec.Train with { Momentum = 0.5 } }];
        RunSpec[] amounts = [spec with { Train = spec.Train with { Epochs = 50, CheckpointEvery = 1 } }, spec with { Data = spec.Data with { TrainImages = 1, TestImages = 1 } }];
        RunSpec[] others = [spec with { BatchPerDevice = 8 }, spec with { Train = spec.Train with { Optimizer = Optimizer.Adamw } }, spec with { Data = spec.Data with { ImageSize = 32 } }, spec with { Model = spec.Model with { Width = 8 } }];

        Assert.All(same, run => Assert.Equal(0, TimeRelevance.Distance(values, TimeRelevance.ValuesOf(run, TimingMode.Exclusive))));
        Assert.All(amounts, run => Assert.InRange(TimeRelevance.Distance(values, TimeRelevance.ValuesOf(run, TimingMode.Exclusive)), 1, TimeRelevance.MostOfAmounts));
        Assert.All(others, run => Assert.True(TimeRelevance.Distance(values, TimeRelevance.ValuesOf(run, TimingMode.Exclusive)) > TimeRelevance.MostOfAmounts));
    }

    private static RunEstimate Estimate(params MeasuredRun[] history) => Estimate(null, history);

    private static RunEstimate Estimate(ProbedShape? probe, params MeasuredRun[] history)
    {
        SweepPlan plan = TestPlan.Of(MeasuredRuns.Matrix, "matrix.devices=[1]");
        return new PlanEstimates(plan, ImageCounts.Count(plan.Runs.Select(run => run.Spec.Data), Matrix.TestMatrix.NoFolders), new RunHistory(history), _ => probe).Of(plan.Runs[0]);
    }
}
