using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Commands.Tracking;

/// <summary>
/// The figures of a report that tracking servers show beside each run. A run's speedup is against the baseline's run of the same repeat, so that
/// the geometric mean over a cell's runs is the speedup that the report gives for the cell.
/// </summary>
internal static class ReportFigures
{
    public static SweepFigures Of(SweepPaths sweep) => Of(SpeedupReport.Build(Reporting.SweepFolder.Read(sweep)));

    public static SweepFigures Of(SpeedupReport report)
    {
        Cell? baseline = report.Baseline?.Cell;
        var finished = report.Cells
            .SelectMany(cell => cell.Cell.Runs)
            .Where(run => run.State is RunState.Finished)
            .ToDictionary(run => run.Planned.RunId, run => Known(OfRun(run, run.State.WrittenResult!, baseline, report.Plan.Price)));
        return new SweepFigures(Known(OfSweep(report)), finished);
    }

    private static (string Key, double? Value)[] OfRun(RunRecord run, RunResult result, Cell? baseline, DevicePrice? price)
    {
        double? speedup = RunFigures.ImagesPerSecond(result) / BaselineSpeed(run, baseline);
        return
        [
            ("scaling/speedup", speedup),
            ("scaling/efficiency", speedup is { } value ? SpeedupArithmetic.Efficiency(value, run.Spec.Devices, baseline!.Spec.Devices) : null),
            ("cost/run", RunFigures.DeviceHours(result) * price?.PerDeviceHour),
            ("cost/million_images", RunFigures.DeviceHoursPerMillionImages(result) * price?.PerDeviceHour),
            ("cost/to_target", RunFigures.DeviceHoursToTarget(result) * price?.PerDeviceHour),
        ];
    }

    private static (string Key, double? Value)[] OfSweep(SpeedupReport report)
    {
        RunRecord[] runs = [.. report.Cells.SelectMany(cell => cell.Cell.Runs)];
        double deviceHours = runs.Sum(run => run.State.WrittenResult is { } result ? RunFigures.DeviceHours(result) : null) ?? 0;
        return
        [
            ("summary/runs_finished", runs.Count(run => run.State is RunState.Finished)),
            ("summary/runs_failed", runs.Count(run => run.State is RunState.Failed or RunState.Unreadable)),
            ("summary/device_hours", deviceHours),
            ("scaling/fastest_speedup", report.Cells.Max(cell => cell.Speedup?.Value)),
            ("cost/sweep", deviceHours * report.Plan.Price?.PerDeviceHour),
        ];
    }

    /// <summary>Of the same repeat, or of all where that one has none.</summary>
    private static double? BaselineSpeed(RunRecord run, Cell? baseline) =>
        baseline?.Runs.FirstOrDefault(other => other.Planned.Repeat == run.Planned.Repeat)?.State is RunState.Finished { Result: var result } && RunFigures.ImagesPerSecond(result) is { } speed
            ? speed
            : baseline?.Figures.ImagesPerSecond?.Mean.Value;

    private static IReadOnlyList<Figure> Known(IEnumerable<(string Key, double? Value)> figures) =>
        [.. figures.Where(figure => figure.Value is not null).Select(figure => new Figure(figure.Key, figure.Value!.Value))];
}
