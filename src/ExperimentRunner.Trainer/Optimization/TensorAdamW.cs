using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>AdamW by libtorch's operators, on any device.</summary>
internal sealed class TensorAdamW(OptimizerRule.AdamW rule, double weightDecay, TensorShare share) : ITensorOptimizer
{
    private readonly Tensor mean = share.CreateState();
    private readonly Tensor square = share.CreateState();
    private readonly Tensor decayedParameters = share.Decayed(share.Parameters);

    public IReadOnlyList<StateTensor> State => [new StateTensor($"adamw.mean{share.StateSuffix}", mean), new StateTensor($"adamw.square{share.StateSuffix}", square)];

    public void Step(UpdateStep step, double gradientScale)
    {
        using IDisposable noGrad = no_grad();
        (double rate, double root) = AdamWKernel.Corrections(rule, step);
        share.Gradients.mul_(gradientScale);
        decayedParameters.mul_(1 - (step.LearningRate * weightDecay));
        mean.mul_(rule.Beta1).add_(share.Gradients, alpha: 1 - rule.Beta1);
        square.mul_(rule.Beta2).addcmul_(share.Gradients, share.Gradients, 1 - rule.Beta2);
        using Tensor divisor = square.sqrt().div_(root).add_(rule.Epsilon);
        share.Parameters.addcdiv_(mean, divisor, -rate);
    }

    public void Dispose()
    {
        mean.Dispose();
        square.Dispose();
        decayedParameters.Dispose();
    }
}
