using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>SGD with momentum by libtorch's operators, on any device.</summary>
internal sealed class TensorSgd(MomentumSettings settings, Tensor parameters, Tensor gradients) : IOptimizer
{
    private readonly Tensor velocity = zeros_like(parameters).DetachFromDisposeScope();

    public void Step(double learningRate, double gradientScale)
    {
        using IDisposable noGrad = no_grad();
        gradients.mul_(gradientScale).add_(parameters, alpha: settings.WeightDecay);
        velocity.mul_(settings.Momentum).add_(gradients);
        parameters.add_(velocity, alpha: -learningRate);
        gradients.zero_();
    }

    public void Dispose() => velocity.Dispose();
}
