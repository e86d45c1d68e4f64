using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Reporting;

public sealed class PairingTests
{
    [Fact]
    public void What_differs_from_repeat_to_repeat_falls_out_of_a_speedup()
    {
        Ratio speedup = Speedup(new SweepBuilder("devices").Cell(new(1), (100, 0.9), (80, 0.9), (60, 0.9)).Cell(new(2), (190, 0.9), (152.1, 0.9), (114, 0.9)));

        Assert.Equal(1.9, speedup.Value, 0.001);
        Assert.InRange(speedup.Interval!.High - speedup.Interval.Low, 0, 0.01);
        Assert.Equal(Certainty.Distinguishable, speedup.Certainty);
    }

    [Fact]
    public void Only_repeats_that_finished_in_both_count()
    {
        Ratio speedup = Speedup(new SweepBuilder("devices")
            .Cell(new(1), Run.Finished(100, 0.9), Run.NotStarted, Run.Finished(100, 0.9))
            .Cell(new(2), Run.Finished(190, 0.9), Run.Finished(10, 0.9), Run.Finished(190.1, 0.9)));

        Assert.Equal(2, speedup.Pairs);
        Assert.Equal(1.9, speedup.Value, 0.01);
    }

    [Fact]
    public void Cells_that_finished_in_different_repeats_are_compared_without_an_interval()
    {
        Ratio speedup = Speedup(new SweepBuilder("devices").Cell(new(1), Run.Finished(100, 0.9), Run.NotStarted).Cell(new(2), Run.NotStarted, Run.Finished(190, 0.9)));

        Assert.Equal((1.9, 0, Certainty.OneRepeat), (Math.Round(speedup.Value, 9), speedup.Pairs, speedup.Certainty));
        Assert.Null(speedup.Interval);
    }

    [Fact]
    public void Two_repeats_have_a_wide_interval_of_one_degree_of_freedom()
    {
        Ratio speedup = Speedup(new SweepBuilder("devices").Cell(new(1), (100, 0.9), (100, 0.9)).Cell(new(2), (190, 0.9), (194, 0.9)));

        Assert.Equal(1.681, speedup.Low!.Value, 0.001);
        Assert.Equal(2.192, speedup.High!.Value, 0.001);
    }

    [Fact]
    public void Device_hours_are_costed_at_the_price_of_the_plan()
    {
        SweepFolder sweep = new SweepBuilder("devices").Cell(new(2), (100, 0.9)).Folder();

        CellReport cell = SpeedupReport.Build(sweep with { Plan = sweep.Plan with { Price = new DevicePrice(3.6, "EUR") } }).Cells[0];

        // 2 devices at 50 images/s each for a million images: 20,000 device-seconds.
        Assert.Equal(20_000 / 3600.0, cell.Cell.Figures.DeviceHoursPerMillionImages!.Mean.Value, 1e-9);
        Assert.Equal(20, cell.Price!.PerMillionImages!.Mean.Value, 1e-9);
        Assert.Equal(2 * cell.Cell.Figures.WallSeconds!.Value / 3600 * 3.6, cell.Price.Run!.Mean.Value, 1e-9);
        Assert.Null(cell.Price.ToTarget);
    }

    [Fact]
    public void Drift_is_the_baselines_last_run_against_its_first()
    {
        Drift drift = new SweepBuilder("devices").Cell(new(1), (100, 0.9), (97, 0.9), (90, 0.9)).Cell(new(2), (190, 0.9)).Report().Drift!;

        Assert.Equal(0.9, drift.Ratio, 1e-12);
        Assert.True(drift.IsNotable);
    }

    [Fact]
    public void Cells_that_a_figure_is_made_without_are_named_with_the_reason()
    {
        IReadOnlyList<Exclusion> exclusions = Sweeps.Unfinished().Report().Exclusions;

        Assert.Equal(
            [("devices 4", "all figures"), ("devices 8", "all figures"), ("devices 16", "all figures"), ("devices 2", "intervals of the speedup")],
            exclusions.Select(exclusion => (exclusion.Cell.Label, exclusion.From)));
    }

    private static Ratio Speedup(SweepBuilder sweep) => sweep.Report().Cells[1].Speedup!;
}
