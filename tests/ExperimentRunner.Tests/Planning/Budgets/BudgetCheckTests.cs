using ExperimentRunner.Planning.Budgets;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Planning.Estimates;

namespace ExperimentRunner.Tests.Planning.Budgets;

/// <summary>Two cells, with one and two devices; every run takes half an hour: 1.5 device-hours a repeat.</summary>
public sealed class BudgetCheckTests
{
    private const string Price = "report={ price_per_device_hour: 2, currency: EUR }";

    [Theory]
    [InlineData(0)]
    [InlineData(1, "limits.max_runs=2")]
    [InlineData(1, "limits.max_device_hours=1.5")]
    [InlineData(1, Price, "limits.max_cost=3")]
    [InlineData(4, "repeats={ min: 2, max: 4, until: 2% }", "limits.max_device_hours=3", "limits.max_runs=4")]
    public void A_sweep_within_its_limits_may_start(int _, params string[] overrides) => Assert.Empty(Refusals(EstimateBasis.Measured, 0, overrides));

    [Fact]
    public void A_limit_that_would_be_exceeded_is_told_with_its_figures_and_the_ways_out()
    {
        string refusal = Assert.Single(Refusals(EstimateBasis.Rough, 0, "limits.max_device_hours=1.4"));

        Assert.StartsWith("limits.max_device_hours is 1.4, and the sweep may take 1.5. Raise the limit, or run fewer cells or repeats. `plan --probe` makes the estimate surer. The estimate rests on:\n", refusal, StringComparison.Ordinal);
        Assert.Contains("2 runs, 60 min: rough", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_measured_needs_no_probe() =>
        Assert.DoesNotContain("--probe", Assert.Single(Refusals(EstimateBasis.Measured, 0, "limits.max_device_hours=1.4")), StringComparison.Ordinal);

    [Fact]
    public void What_earlier_sessions_spent_counts() =>
        Assert.StartsWith("limits.max_device_hours is 2, and the sweep may take 2.1, 0.6 device-hours of it spent already.", Assert.Single(Refusals(EstimateBasis.Measured, 0.6, "limits.max_device_hours=2")), StringComparison.Ordinal);

    [Fact]
    public void Each_limit_has_its_sentence() =>
        Assert.Equal(
            [
                "limits.max_runs is 1, and the sweep has 2 runs.",
                "limits.max_device_hours is 1, and the sweep may take 1.5.",
                "limits.max_cost is 2.5 EUR, and the sweep may cost 3 EUR.",
            ],
            Refusals(EstimateBasis.Measured, 0, Price, "limits={ max_runs: 1, max_device_hours: 1, max_cost: 2.5 }").Select(refusal => refusal[..refusal.IndexOf(" Raise", StringComparison.Ordinal)]));

    private static IReadOnlyList<string> Refusals(EstimateBasis basis, double spent, params string[] overrides)
    {
        SweepPlan plan = TestPlan.Of(MeasuredRuns.Matrix, overrides);
        return BudgetCheck.Refusals(plan, SweepEstimate.Of(plan, plan.Runs, _ => new RunEstimate(TimeSpan.FromMinutes(30), basis)), spent);
    }
}
