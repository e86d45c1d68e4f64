namespace ExperimentRunner.Trainer.Data;

/// <summary>Images that stand side by side in an epoch's order.</summary>
/// <param name="Start">Position of the first, from 0.</param>
internal readonly record struct EpochSlice(int Start, int Count);
