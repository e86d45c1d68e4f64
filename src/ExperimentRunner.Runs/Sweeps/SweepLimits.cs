namespace ExperimentRunner.Runs.Sweeps;

/// <summary>What a sweep may not exceed, and how often it tries again. It decides nothing of what a run is, so it may be changed between two sessions of a sweep.</summary>
public sealed record SweepLimits
{
    /// <summary>Longest time that one run may take; null is no limit.</summary>
    public TimeSpan? RunTimeout { get; init; }

    /// <summary>Longest time that a trainer may be silent before it counts as hung; null is no limit.</summary>
    public TimeSpan? Stall { get; init; }

    /// <summary>How often a run that crashed or took too long is done again, from its checkpoint; 0 or more.</summary>
    public int Retries { get; init; }

    /// <summary>Most runs of the sweep; null is no limit.</summary>
    public int? MaxRuns { get; init; }

    /// <summary>Most hours x devices that the sweep may use; null is no limit.</summary>
    public double? MaxDeviceHours { get; init; }

    /// <summary>Most money that the sweep may cost, in the currency of <see cref="SweepPlan.Price"/>, which is then not null; null is no limit.</summary>
    public double? MaxCost { get; init; }
}
