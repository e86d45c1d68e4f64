using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>How the machine changed over the sweep, seen by the baseline's first and last repeat.</summary>
/// <param name="FirstRun">Id of the baseline's repeat that started first.</param>
/// <param name="LastRun">Id of the one that started last.</param>
/// <param name="Ratio">Images per second of the last over those of the first.</param>
/// <param name="Between">From start to start.</param>
internal sealed record Drift(string FirstRun, string LastRun, double Ratio, TimeSpan Between)
{
    /// <summary>Beyond it the report says more than the figure: the size that a repeat of a quiet machine rarely differs by.</summary>
    public const double Notable = 0.05;

    public bool IsNotable => Math.Abs(Ratio - 1) > Notable;

    /// <summary>Null for fewer than two measured repeats.</summary>
    public static Drift? Of(Cell? baseline)
    {
        (string Id, RunResult Result, double Rate)[] measured =
        [
            .. from run in baseline?.Runs ?? []
               let finished = run.State as RunState.Finished
               where finished is not null
               let rate = RunFigures.ImagesPerSecond(finished.Result)
               where rate is not null
               orderby finished.Result.Started, run.Planned.Repeat
               select (run.Planned.RunId, finished.Result, rate.Value),
        ];
        return measured.Length < 2
            ? null
            : new Drift(measured[0].Id, measured[^1].Id, measured[^1].Rate / measured[0].Rate, measured[^1].Result.Started - measured[0].Result.Started);
    }
}
