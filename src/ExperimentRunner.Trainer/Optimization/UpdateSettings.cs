using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>All that an update of parameters needs to know but the learning rate.</summary>
/// <param name="EmaDecay">Decay, an update, of the moving average of weights; 0 keeps none.</param>
internal sealed record UpdateSettings(OptimizerRule Rule, double WeightDecay, bool DecaysNormAndBias = false, double EmaDecay = 0)
{
    /// <exception cref="BadSpecException">Nesterov's momentum without momentum.</exception>
    public static UpdateSettings Of(TrainSpec spec)
    {
        if (spec.Nesterov && (spec.Optimizer != Optimizer.Sgd || spec.Momentum == 0))
        {
            throw new BadSpecException("train.nesterov needs train.optimizer sgd with a train.momentum above 0. Set `nesterov: false`, or such an optimizer.");
        }

        OptimizerRule rule = spec.Optimizer switch
        {
            Optimizer.Sgd => new OptimizerRule.Sgd(spec.Momentum, spec.Nesterov),
            Optimizer.Adamw => new OptimizerRule.AdamW(spec.AdamBeta1, spec.AdamBeta2, spec.AdamEpsilon),
        };
        return new UpdateSettings(rule, spec.WeightDecay, spec.DecayNormAndBias, spec.EmaDecay);
    }

    /// <summary>Where in the flat buffer weight decay ends.</summary>
    public long DecayEnd(FlatLayout layout) => DecaysNormAndBias ? layout.TrainedEnd : layout.WeightsEnd;
}
