using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>How long each cell of a plan may take, by the surest that there is.</summary>
internal sealed class PlanEstimates
{
    private readonly Dictionary<string, RunEstimate> byCell;

    /// <param name="plan">Whose cells.</param>
    /// <param name="images">Of its data sets.</param>
    /// <param name="history">Of the machine.</param>
    /// <param name="probe">What is known of the shape of a run; null if it was not probed on the machine.</param>
    public PlanEstimates(SweepPlan plan, ImageCounts images, RunHistory history, Func<PlannedRun, ProbedShape?> probe) => byCell = plan.Runs
        .DistinctBy(run => run.CellId)
        .ToDictionary(run => run.CellId, run => Best(run, plan.Timing, images.Of(run.Spec.Data), history, probe));

    /// <summary>By arithmetic alone.</summary>
    public static PlanEstimates Rough(SweepPlan plan, ImageCounts images) => new(plan, images, RunHistory.Empty, _ => null);

    /// <param name="run">Of the plan.</param>
    public RunEstimate Of(PlannedRun run) => byCell[run.CellId];

    private static RunEstimate Best(PlannedRun run, TimingMode timing, ImageCount images, RunHistory history, Func<PlannedRun, ProbedShape?> probe)
    {
        if (history.Same(run.CellId, timing) is { } same)
        {
            return same;
        }

        RunEstimate? nearest = history.Nearest(run.Spec, images, timing);
        return nearest is { Basis: EstimateBasis.Scaled } scaled
            ? scaled
            : probe(run)?.Estimate(run.Spec, images) ?? nearest ?? new RunEstimate(FlopEstimate.Of(run.Spec, images), EstimateBasis.Rough);
    }
}
