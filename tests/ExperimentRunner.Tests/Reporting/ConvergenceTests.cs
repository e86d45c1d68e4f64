using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Convergence;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tests.Reporting;

public sealed class ConvergenceTests
{
    [Fact]
    public void Time_to_target_is_what_the_machine_gained_over_what_convergence_cost()
    {
        SpeedupReport report = new SweepBuilder("devices")
            .Cell(new(1, Target: 0.9), Reached(images: 1000, seconds: 100), Reached(1100, 110))
            .Cell(new(2, Target: 0.9), Reached(images: 1500, seconds: 75), Reached(1650, 80))
            .Report();

        ConvergenceSplit split = report.Cells[1].Convergence!;

        Assert.Equal(2, split.MachineGain.Value, 0.05);
        Assert.Equal(1.5, split.ImagesNeeded.Value, 1e-9);
        Assert.Equal(split.MachineGain.Value / split.ImagesNeeded.Value, split.TimeGain.Value, 1e-12);
        Assert.False(split.IsFlattering);
    }

    [Fact]
    public void Repeats_that_did_not_reach_the_target_make_the_rest_flattering()
    {
        SpeedupReport report = new SweepBuilder("devices").Cell(new(1, Target: 0.9), Reached(1000, 100), Reached(1100, 110)).Cell(new(2, Target: 0.9), Reached(1500, 75), Missed()).Report();

        ConvergenceSplit split = report.Cells[1].Convergence!;

        Assert.True(split.IsFlattering);
        Assert.Null(split.TimeGain.Interval);
        Assert.Equal(1, split.TimeGain.Pairs);
    }

    [Fact]
    public void A_baseline_that_missed_the_target_is_marked_as_well()
    {
        SpeedupReport report = new SweepBuilder("devices").Cell(new(1, Target: 0.9), Reached(1000, 100), Missed()).Cell(new(2, Target: 0.9), Reached(1500, 75), Reached(1500, 75)).Report();

        Assert.Equal((false, true), (report.Cells[1].Convergence!.IsFlattering, report.Cells[1].Convergence!.FlattersBaseline));
        Assert.Contains("§ Some repeats of the baseline did not reach the target", MarkdownReport.Render(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_never_came_there_has_no_split() =>
        Assert.Null(new SweepBuilder("devices").Cell(new(1, Target: 0.9), Reached(1000, 100)).Cell(new(2, Target: 0.9), Missed()).Report().Cells[1].Convergence);

    private static RunSetup Reached(long images, double seconds) => With(new TargetReach(0.9, (int)(images / 400), images, seconds));

    private static RunSetup Missed() => With(new TargetReach(0.9, null, null, null));

    private static RunSetup With(TargetReach target) => Run.Finished(117, 0.9, result => result with { Target = target });
}
