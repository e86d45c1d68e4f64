using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Scaling;

internal static class ScalingKindOf
{
    /// <summary>Null if both have the same devices.</summary>
    public static ScalingKind? Specs(RunSpec reference, RunSpec cell) => cell switch
    {
        _ when cell.Devices == reference.Devices => null,
        _ when BatchOfOneDevice(cell) == BatchOfOneDevice(reference) => ScalingKind.Weak,
        _ when cell.GlobalBatch == reference.GlobalBatch => ScalingKind.Strong,
        _ => ScalingKind.Neither,
    };

    private static (int Batch, int Accumulate) BatchOfOneDevice(RunSpec spec) => (spec.BatchPerDevice, spec.Train.Accumulate);
}
