using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Verdicts;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Tests.Reporting;

public sealed class PackedReportTests
{
    private static readonly SpeedupReport Packed = new SweepBuilder("devices")
        .Cell(new(1), Beside(100, 0.9), Beside(101, 0.92))
        .Cell(new(2), Beside(190, 0.91), Beside(195, 0.9))
        .Report();

    [Fact]
    public void Of_runs_side_by_side_accuracies_are_told_but_no_speeds_and_no_speedups()
    {
        Assert.All(Packed.Cells, cell => Assert.Null(cell.Speedup));
        Assert.All(Packed.Cells, cell => Assert.Null(cell.Cell.Figures.ImagesPerSecond));
        Assert.All(Packed.Cells, cell => Assert.Null(cell.Cell.Figures.WallSeconds));
        Assert.All(Packed.Cells, cell => Assert.Null(cell.Cell.Figures.DeviceHours));
        Assert.All(Packed.Cells, cell => Assert.InRange(cell.Cell.Figures.Accuracy!.Mean.Value, 0.9, 0.92));
    }

    [Fact]
    public void The_verdict_and_the_conditions_say_why()
    {
        Assert.Contains("side by side", FastestSentence.Of(Packed), StringComparison.Ordinal);
        Assert.Equal(["other runs worked beside it (timing: packed)"], Packed.Exclusions.Where(left => left.From == "speeds").Select(left => left.Reason).Distinct());
    }

    [Fact]
    public void A_run_that_had_the_machine_to_itself_keeps_its_times()
    {
        SpeedupReport mixed = new SweepBuilder("devices").Cell(new(1), Beside(100, 0.9)).Cell(new(2), (190, 0.9)).Report();

        Assert.NotNull(mixed.Cells[1].Cell.Figures.ImagesPerSecond);
        Assert.Contains("The baseline (devices 1) has no timing, as other runs worked beside it", FastestSentence.Of(mixed), StringComparison.Ordinal);
    }

    private static RunSetup Beside(double imagesPerSecond, double accuracy) =>
        Run.Finished(imagesPerSecond, accuracy, result => result with { Placement = new RunPlacement { IsPacked = true, Gpus = ["GPU-a"] } });
}
