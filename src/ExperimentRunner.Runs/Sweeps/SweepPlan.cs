using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Sweeps;

/// <summary>The content of <c>plan.json</c>: all runs of a sweep, in order.</summary>
public sealed record SweepPlan
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    /// <summary>Name of the sweep's folder, for example <c>quickstart-20260131-142501-9f3c</c>.</summary>
    public required string SweepId { get; init; }

    /// <summary>Name of the matrix; sweeps of one name are compared with each other.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Hash of everything that decides what is run; equal for two sweeps of the same matrix.</summary>
    public required string MatrixHash { get; init; }

    /// <summary>Most runs of a cell.</summary>
    public required int Repeats { get; init; }

    /// <summary>When a cell needs no more repeats; null: each has all.</summary>
    public RepeatPolicy? AdaptiveRepeats { get; init; }

    /// <summary>What <c>expect</c> says, in its order.</summary>
    [JsonRequired]
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>The cell that speedups are relative to.</summary>
    public required string BaselineCellId { get; init; }

    [JsonRequired]
    public SweepLimits Limits { get; init; } = new();

    /// <summary>Whether runs may share a machine.</summary>
    [JsonRequired]
    public TimingMode Timing { get; init; }

    /// <summary>Null if the matrix says nothing of Slurm.</summary>
    public SlurmOptions? Slurm { get; init; }

    /// <summary>Null if the matrix names none. It decides nothing of what is run.</summary>
    public DevicePrice? Price { get; init; }

    /// <summary>Null outside a git work tree.</summary>
    public GitState? Git { get; init; }

    /// <summary>What <c>sweep --resume</c> with a changed matrix made of the plan, in its order.</summary>
    [JsonRequired]
    public IReadOnlyList<PlanRevision> Revisions { get; init; } = [];

    /// <summary>Runs that were begun and that no revision since has brought back.</summary>
    [JsonRequired]
    public IReadOnlyList<DroppedRun> Dropped { get; init; } = [];

    /// <summary>Which part of the plan this sweep does, for example <c>2/8</c>; null is all of it.</summary>
    public string? Shard { get; init; }

    /// <summary>Those of other shards, too.</summary>
    public required IReadOnlyList<PlannedRun> Runs { get; init; }

    /// <summary>Those that a changed matrix dropped, too.</summary>
    [JsonIgnore]
    public IEnumerable<PlannedRun> AllRuns => Runs.Concat(Dropped.Select(dropped => dropped.Run));

    /// <summary>The plan without the runs that other shards do.</summary>
    public SweepPlan Own() => Shard is null ? this : this with { Runs = [.. Runs.Where(run => !run.IsElsewhere)] };

    /// <summary><see cref="Runs"/> without probes.</summary>
    [JsonIgnore]
    public IEnumerable<PlannedRun> CellRuns => Runs.Where(run => run.Probe is null);
}
