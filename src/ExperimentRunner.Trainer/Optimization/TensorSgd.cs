using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>SGD with momentum by libtorch's operators, on any device.</summary>
internal sealed class TensorSgd : ITensorOptimizer
{
    private readonly OptimizerRule.Sgd rule;
    private readonly double weightDecay;
    private readonly TensorShare share;
    private readonly Tensor velocity;
    private readonly Tensor decayedParameters;
    private readonly Tensor decayedGradients;

    public TensorSgd(OptimizerRule.Sgd rule, double weightDecay, TensorShare share)
    {
        this.rule = rule;
        this.weightDecay = weightDecay;
        this.share = share;
        velocity = zeros_like(share.Parameters).DetachFromDisposeScope();
        decayedParameters = share.Parameters.narrow(0, 0, share.DecayedCount).DetachFromDisposeScope();
        decayedGradients = share.Gradients.narrow(0, 0, share.DecayedCount).DetachFromDisposeScope();
        State = [new StateTensor($"sgd.velocity{share.StateSuffix}", velocity)];
    }

    public IReadOnlyList<StateTensor> State { get; }

    public void Step(UpdateStep step, double gradientScale)
    {
        using IDisposable noGrad = no_grad();
        share.Gradients.mul_(gradientScale);
        decayedGradients.add_(decayedParameters, alpha: weightDecay);
        velocity.mul_(rule.Momentum).add_(share.Gradients);
        Tensor direction = rule.UsesNesterov ? share.Gradients.add_(velocity, alpha: rule.Momentum) : velocity;
        share.Parameters.add_(direction, alpha: -step.LearningRate);
    }

    public void Dispose()
    {
        velocity.Dispose();
        decayedParameters.Dispose();
        decayedGradients.Dispose();
    }
}
