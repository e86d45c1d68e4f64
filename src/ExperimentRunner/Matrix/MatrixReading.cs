using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix;

/// <summary>What came of reading a matrix.</summary>
internal abstract record MatrixReading
{
    private MatrixReading()
    {
    }

    /// <param name="Warnings">What the machine at hand lacks, if it may be had elsewhere (<see cref="ImageFolders.MayBeElsewhere"/>).</param>
    public sealed record Valid(SweepDefinition Definition, IReadOnlyList<MatrixFault> Warnings) : MatrixReading;

    /// <summary>All faults and warnings, by place. At least one is an error.</summary>
    public sealed record Faulty(IReadOnlyList<MatrixFault> Faults) : MatrixReading;
}
