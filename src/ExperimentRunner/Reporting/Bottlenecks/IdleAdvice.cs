using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Bottlenecks;

/// <summary>What helps devices that are not busy although no part of a step keeps them waiting.</summary>
internal static class IdleAdvice
{
    /// <param name="effects">By axis and reference.</param>
    public static IEnumerable<Advice> For(Cell cell, ILookup<(string Axis, string CellId), SettingEffect> effects) => cell.DeviceUse is { } use
        ? Known(use).Select(remedy => Remedies.Measured(remedy.Text, remedy.Axis, cell, effects)).OfType<Advice>()
        : [];

    private static IEnumerable<(string Axis, string Text)> Known(DeviceUse use) => use switch
    {
        { IsWavering: true } => [("", "Use wavers: look for what takes turns with training, as evaluation, checkpoints (train.checkpoint_every) or other programs do.")],
        { IsLow: true, IsGpu: true } => [("batch_per_device", "Use a larger batch_per_device: the GPUs idle between kernels that are too short for them.")],
        { IsLow: true } => [("threads_per_device", "Use fewer threads_per_device on more devices: threads of one device wait for each other, or for cores that others use.")],
        _ => [],
    };
}
