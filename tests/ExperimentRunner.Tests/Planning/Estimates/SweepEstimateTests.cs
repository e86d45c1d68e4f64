using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Planning.Estimates;

public sealed class SweepEstimateTests
{
    private const string Price = "report={ price_per_device_hour: 1.5, currency: EUR }";

    [Fact]
    public void Device_hours_and_cost_are_those_of_all_runs()
    {
        SweepEstimate estimate = Estimate(["repeats=2", Price]);

        Assert.Equal((4, 2 * 2 * 1800, 3.0, 4.5, "EUR"), (estimate.Runs, estimate.Seconds, estimate.DeviceHours, estimate.Cost, estimate.Currency));
        Assert.Equal("3 device-hours, 4.5 EUR", EstimateText.Cost(estimate));
    }

    [Fact]
    public void Without_a_price_there_is_no_cost() => Assert.Equal("1.5 device-hours", EstimateText.Cost(Estimate([])));

    [Fact]
    public void Repeats_that_may_be_spared_are_told_apart()
    {
        SweepEstimate estimate = Estimate(["repeats={ min: 2, max: 8, until: 2% }"]);

        Assert.Equal((12.0, 3.0), (estimate.DeviceHours, estimate.LeastDeviceHours));
    }

    [Fact]
    public async Task What_times_rest_on_is_told_for_each_kind_of_basis()
    {
        SweepPlan plan = TestPlan.Of(MeasuredRuns.Matrix, "matrix.amp=[off, on, bf16]", "repeats=2");
        var history = new RunHistory([MeasuredRuns.Of(60), MeasuredRuns.Of(40, "matrix.amp=on", "train.epochs=9")]);
        var images = ImageCounts.Count(plan.Runs.Select(run => run.Spec.Data), Matrix.TestMatrix.NoFolders);
        var probe = new ProbedShape { Memory = new(1, null), TrainImagesPerSecond = 100, TestImagesPerSecond = 200, Overhead = TimeSpan.FromSeconds(4) };

        var estimates = new PlanEstimates(plan, images, history, run => run.Spec.Devices == 2 && run.Spec.Amp == Runs.Specs.Amp.Bf16 ? probe : null);

        string rough = string.Join('\n', EstimateText.Bases(SweepEstimate.Of(plan, plan.Runs, PlanEstimates.Rough(plan, images).Of)));
        await Testing.Verifier.Verify(string.Join('\n', EstimateText.Bases(SweepEstimate.Of(plan, plan.Runs, estimates.Of))) + "\n\n" + rough);
    }

    private static SweepEstimate Estimate(string[] overrides)
    {
        SweepPlan plan = TestPlan.Of(MeasuredRuns.Matrix, overrides);
        return SweepEstimate.Of(plan, plan.Runs, _ => new RunEstimate(TimeSpan.FromMinutes(30), EstimateBasis.Measured));
    }
}
