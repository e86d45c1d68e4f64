using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning;

/// <summary>What came of planning a sweep.</summary>
internal abstract record SweepPlanning
{
    private SweepPlanning()
    {
    }

    public sealed record Planned(SweepPlan Plan) : SweepPlanning;

    /// <summary>What only the counted images show to be wrong. At least one.</summary>
    public sealed record Faulty(IReadOnlyList<MatrixFault> Faults) : SweepPlanning;
}
