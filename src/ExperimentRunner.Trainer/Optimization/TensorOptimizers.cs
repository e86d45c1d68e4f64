namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Makes optimizers of libtorch's operators.</summary>
internal static class TensorOptimizers
{
    public static ITensorOptimizer Create(UpdateSettings settings, TensorShare share) => settings.Rule switch
    {
        OptimizerRule.Sgd sgd => new TensorSgd(sgd, settings.WeightDecay, share),
        OptimizerRule.AdamW adamW => new TensorAdamW(adamW, settings.WeightDecay, share),
        _ => throw new ArgumentException($"There is no update by {settings.Rule}.", nameof(settings)),
    };
}
