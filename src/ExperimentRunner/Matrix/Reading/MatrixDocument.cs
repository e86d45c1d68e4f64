using ExperimentRunner.Matrix.Expectations;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>A matrix file as it was written; what is refused is left out or unknown.</summary>
internal sealed record MatrixDocument
{
    public required string Name { get; init; }

    public required RepeatPolicy Repeats { get; init; }

    public required Place RepeatsPlace { get; init; }

    public required int Seed { get; init; }

    public required SweepLimits Limits { get; init; }

    /// <summary>Beside its cells the sweep has probes of them.</summary>
    public required bool HasProbes { get; init; }

    public required TimingMode Timing { get; init; }

    /// <summary>Null if none was written.</summary>
    public required SlurmOptions? Slurm { get; init; }

    /// <summary>Null if none was written.</summary>
    public required DevicePrice? Price { get; init; }

    /// <summary>Settings that hold for all cells unless an axis says otherwise.</summary>
    public required IReadOnlyList<Assignment> Common { get; init; }

    public required MatrixSection Matrix { get; init; }

    /// <summary>Null if none was written.</summary>
    public required CellPattern? Baseline { get; init; }

    public required IReadOnlyList<WrittenExpectation> Expectations { get; init; }
}
