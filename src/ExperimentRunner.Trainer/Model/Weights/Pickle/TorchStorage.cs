namespace ExperimentRunner.Trainer.Model.Weights.Pickle;

/// <summary>A storage that a pickle names; its bytes lie elsewhere in the file.</summary>
/// <param name="Elements">What the pickle claims; 0 or more.</param>
internal sealed record TorchStorage(string Key, ElementType Type, long Elements);
