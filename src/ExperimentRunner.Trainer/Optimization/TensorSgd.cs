using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>SGD with momentum by libtorch's operators, on any device.</summary>
internal sealed class TensorSgd(OptimizerRule.Sgd rule, double weightDecay, TensorShare share) : ITensorOptimizer
{
    private readonly Tensor velocity = share.CreateState();
    private readonly Tensor decayedParameters = share.Decayed(share.Parameters);
    private readonly Tensor decayedGradients = share.Decayed(share.Gradients);

    public IReadOnlyList<StateTensor> State => [new StateTensor($"sgd.velocity{share.StateSuffix}", velocity)];

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
