namespace ExperimentRunner.Runs.Sweeps;

/// <summary>One of the sweeps that a merged sweep was made of.</summary>
public sealed record MergedShard
{
    public required string SweepId { get; init; }

    /// <summary>The part of the plan that it was to do; null is all of it.</summary>
    public string? Shard { get; init; }

    /// <summary>How many runs were taken from it.</summary>
    public required int Runs { get; init; }

    /// <summary>Null if it left no machine.json.</summary>
    public MachineDescription? Machine { get; init; }
}
