using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Tests.Reporting;

public sealed class CellUsageTests
{
    [Fact]
    public void How_busy_the_machine_was_stands_beside_the_times_where_it_was_sampled()
    {
        string report = MarkdownReport.Render(new SweepBuilder("devices")
            .Cell(new(1), Sampled(new(10, CpuPercent: 51.2, 99, GpuPercent: 87.4, 900, EnergyJoules: 7_200_000)), Sampled(new(10, 49, 99, 87, 900, 7_200_000)))
            .Cell(new(2), Run.Finished(190, 0.9), Run.Finished(191, 0.9))
            .Report());

        Assert.Contains("| cores busy | GPUs busy | energy |", report, StringComparison.Ordinal);
        Assert.Contains("| 50 % | 87 % | 2.00 kWh |", report, StringComparison.Ordinal);
        Assert.Contains("| - | - | - |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_that_was_not_sampled_has_no_columns_for_it() =>
        Assert.DoesNotContain("busy |", MarkdownReport.Render(Sweeps.CleanScaling().Report()), StringComparison.Ordinal);

    private static RunSetup Sampled(SystemSummary usage) => Run.Finished(100, 0.9, result => result with { Usage = usage });
}
