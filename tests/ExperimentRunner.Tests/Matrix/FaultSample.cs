using ExperimentRunner.Matrix.Faults;

namespace ExperimentRunner.Tests.Matrix;

/// <summary>A matrix that has one fault.</summary>
internal sealed record FaultSample(FaultKind Kind, string Yaml, IReadOnlyList<string> Overrides)
{
    public IReadOnlyList<MatrixFault> Faults => TestMatrix.Faults(Yaml, [.. Overrides]);
}
