using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Matrix;

/// <summary>What came of reading a matrix.</summary>
internal abstract record MatrixReading
{
    private MatrixReading()
    {
    }

    public sealed record Valid(SweepDefinition Definition) : MatrixReading;

    /// <summary>All faults, by place. At least one.</summary>
    public sealed record Faulty(IReadOnlyList<MatrixFault> Faults) : MatrixReading;
}
