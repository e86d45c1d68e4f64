using System.Text.Json.Serialization;
using ExperimentRunner.Matrix;
using ExperimentRunner.Planning.Budgets;
using ExperimentRunner.Planning.Differences;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning;

/// <summary>What <c>plan</c> prints; <c>plan --format json</c> prints it as it is.</summary>
internal sealed record PlanView
{
    public int Version { get; init; } = 1;

    public required string Name { get; init; }

    public required string MatrixHash { get; init; }

    /// <summary>In the order in which they are to be done.</summary>
    public required IReadOnlyList<PlanRow> Runs { get; init; }

    /// <summary>What all runs together may take and cost.</summary>
    public required SweepEstimate Estimate { get; init; }

    /// <summary>Combinations of the axes that are not run.</summary>
    public required IReadOnlyList<ExcludedCell> Excluded { get; init; }

    /// <summary>When a cell needs no more repeats; null: each has all.</summary>
    public required RepeatPolicy? AdaptiveRepeats { get; init; }

    /// <summary>Why a sweep of it would be refused; none if it would start.</summary>
    public required IReadOnlyList<string> Refusals { get; init; }

    /// <summary>From the last sweep of the same name; null if there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlanDifference? Difference { get; init; }

    public static PlanView Of(SweepPlan plan, IReadOnlyList<ExcludedCell> excluded, ImageCounts images, PlanEstimates estimates)
    {
        var estimate = SweepEstimate.Of(plan, plan.Runs, estimates.Of);
        return new()
        {
            Name = plan.Name,
            MatrixHash = plan.MatrixHash,
            Runs = [.. plan.Runs.Select((run, index) => Row(run, index + 1, plan, images.Of(run.Spec.Data), estimates.Of(run)))],
            Estimate = estimate,
            Excluded = excluded,
            AdaptiveRepeats = plan.AdaptiveRepeats,
            Refusals = BudgetCheck.Refusals(plan, estimate, spentDeviceHours: 0),
        };
    }

    /// <summary>The plan with what a dry probe found out.</summary>
    /// <param name="shapes">By run id.</param>
    public PlanView With(IReadOnlyDictionary<string, ProbedShape> shapes) =>
        this with { Runs = [.. Runs.Select(row => row with { Memory = shapes.GetValueOrDefault(row.RunId)?.Memory })] };

    private static PlanRow Row(PlannedRun run, int order, SweepPlan plan, ImageCount images, RunEstimate estimate) => new()
    {
        Order = order,
        RunId = run.RunId,
        IsBaseline = run.CellId == plan.BaselineCellId,
        Repeat = run.Repeat,
        Seed = run.Spec.Seed,
        Devices = run.Spec.Devices,
        BatchPerDevice = run.Spec.BatchPerDevice,
        Accumulate = run.Spec.Train.Accumulate,
        GlobalBatch = run.Spec.GlobalBatch,
        LrRule = run.Spec.LrRule,
        LrFactor = run.Spec.LrFactor,
        LearningRate = run.Spec.LearningRate,
        Amp = run.Spec.Amp,
        StepsPerEpoch = Steps(run.Spec, images.Train),
        Probe = run.Probe,
        EstimatedSeconds = Math.Round(estimate.Time.TotalSeconds, 1),
        Estimate = estimate,
    };

    private static int Steps(RunSpec spec, int trainImages) =>
        spec.Train.DropLast ? trainImages / spec.GlobalBatch : (int)(((long)trainImages + spec.GlobalBatch - 1) / spec.GlobalBatch);
}
