using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>GPUs of a cell that did not run as fast as they can.</summary>
internal static class ThrottledClocks
{
    /// <summary>A share of time below this one changes no figure that is printed.</summary>
    private const double LeastShare = 0.01;

    public static IEnumerable<CellDifference> Of(Cell cell)
    {
        GpuThrottling[] each = [.. cell.FinishedResults.Select(result => result.Usage?.Throttling).OfType<GpuThrottling>()];
        (string Cause, Func<GpuThrottling, double> Share)[] causes =
        [
            ("heat", throttling => throttling.Heat),
            ("the power supply", throttling => throttling.PowerBrake),
            ("the hardware, for heat or power", throttling => throttling.Hardware),
            ("the power cap", throttling => throttling.PowerCap),
        ];
        return from cause in causes
               let runs = each.Count(throttling => cause.Share(throttling) >= LeastShare)
               where runs > 0
               select new CellDifference(cell, new EchoDifference("GPU clocks", "free", $"kept down by {cause.Cause} for {FigureText.Percent(each.Max(cause.Share))} of the time at most"), runs);
    }
}
