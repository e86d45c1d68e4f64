namespace ExperimentRunner.Trainer.Optimization;

/// <summary>PyTorch's SGD: g += decay x p; v = momentum x v + g; p -= rate x v.</summary>
internal sealed record MomentumSettings(double Momentum, double WeightDecay);
