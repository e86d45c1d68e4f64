using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>What some runs of a plan may take and cost.</summary>
internal sealed record SweepEstimate
{
    public required int Runs { get; init; }

    /// <summary>All of them, one after the other.</summary>
    public required double Seconds { get; init; }

    /// <summary>Until the last has ended, as the sweep would start them on this machine; null where each has the machine to itself.</summary>
    public double? PackedSeconds { get; init; }

    /// <summary>Devices x hours.</summary>
    public required double DeviceHours { get; init; }

    /// <summary>The same, if each cell needs no more than its least number of repeats.</summary>
    public required double LeastDeviceHours { get; init; }

    /// <summary>At the plan's price; null without one.</summary>
    public required double? Cost { get; init; }

    public required string? Currency { get; init; }

    /// <summary>What the times rest on, the surest first.</summary>
    public required IReadOnlyList<BasisShare> Bases { get; init; }

    /// <param name="plan">Whose price and repeats count.</param>
    /// <param name="runs">Of the plan.</param>
    /// <param name="estimate">Of a run.</param>
    public static SweepEstimate Of(SweepPlan plan, IReadOnlyCollection<PlannedRun> runs, Func<PlannedRun, RunEstimate> estimate)
    {
        double deviceHours = runs.Sum(DeviceHours);
        return new()
        {
            Runs = runs.Count,
            Seconds = runs.Sum(run => estimate(run).Time.TotalSeconds),
            DeviceHours = deviceHours,
            LeastDeviceHours = plan.AdaptiveRepeats is { } repeats ? runs.Where(run => run.Repeat <= repeats.Least).Sum(DeviceHours) : deviceHours,
            Cost = deviceHours * plan.Price?.PerDeviceHour,
            Currency = plan.Price?.Currency,
            Bases =
            [
                .. runs.GroupBy(run => estimate(run).Basis)
                    .OrderBy(basis => basis.Key)
                    .Select(basis => new BasisShare(basis.Key, basis.Count(), basis.Sum(run => estimate(run).Time.TotalSeconds), estimate(basis.First()))),
            ],
        };

        double DeviceHours(PlannedRun run) => run.Spec.Devices * estimate(run).Time.TotalHours;
    }
}
