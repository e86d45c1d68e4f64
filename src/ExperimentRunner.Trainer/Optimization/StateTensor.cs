using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Numbers that an update carries from step to step, beside the parameters: what a checkpoint keeps, and restores in place.</summary>
/// <param name="Name">
/// One of its kind in a run: <c>sgd.velocity</c>, <c>adamw.mean</c>, <c>adamw.square</c> or <c>ema</c>; followed by the rank, as in
/// <c>ema.rank1</c>, where each rank keeps its own share (<see cref="Parallel.FlatLayout.Share"/>).
/// </param>
/// <param name="Values">fp32, 1-D, in the order of the flat buffer of parameters, up to the end of what is trained. Alive as long as its update.</param>
internal sealed record StateTensor(string Name, Tensor Values);
