using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>A live tensor that a checkpoint keeps, and writes back in place.</summary>
/// <param name="Name">One of its kind in a run.</param>
/// <param name="Tensor">Its numbers lie side by side.</param>
internal sealed record SavedTensor(string Name, Tensor Tensor);
