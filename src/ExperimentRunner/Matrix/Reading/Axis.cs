using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Reading;

/// <summary>A setting that the matrix varies. Never without a value: one that was refused is unknown.</summary>
internal sealed record Axis(Setting Setting, IReadOnlyList<Assignment> Values)
{
    /// <summary>Both batches are one axis: to say one is to say the other.</summary>
    public bool Is(Setting setting) => Setting == setting || (IsBatch(Setting) && IsBatch(setting));

    public static bool IsBatch(Setting setting) => setting == CellSettings.BatchPerDevice || setting == CellSettings.GlobalBatch;
}
