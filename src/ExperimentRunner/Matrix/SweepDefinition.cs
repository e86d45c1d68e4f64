using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix;

/// <summary>A matrix without a fault: what is to be run, before it is put in order.</summary>
internal sealed record SweepDefinition
{
    public required string Name { get; init; }

    public required RepeatPolicy Repeats { get; init; }

    /// <summary>Seed of the first repeat; the next ones count up.</summary>
    public required int Seed { get; init; }

    public required SweepLimits Limits { get; init; }

    /// <summary>Beside its cells the sweep has probes of them.</summary>
    public required bool HasProbes { get; init; }

    public required TimingMode Timing { get; init; }

    /// <summary>Null if the matrix says nothing of Slurm.</summary>
    public required SlurmOptions? Slurm { get; init; }

    /// <summary>What a device costs; null if the matrix does not say.</summary>
    public required DevicePrice? Price { get; init; }

    /// <summary>In the order of the matrix; at least one.</summary>
    public required IReadOnlyList<SweepCell> Cells { get; init; }

    /// <summary>One of <see cref="Cells"/>.</summary>
    public required SweepCell Baseline { get; init; }

    /// <summary>Combinations that are no cells.</summary>
    public required IReadOnlyList<ExcludedCell> Excluded { get; init; }

    public required IReadOnlyList<Expectation> Expectations { get; init; }
}
