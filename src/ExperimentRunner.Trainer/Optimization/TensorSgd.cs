using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>SGD with momentum by libtorch's operators, on any device. Spoils the gradients.</summary>
internal sealed class TensorSgd(MomentumSettings settings, Tensor parameters, Tensor gradients) : IDisposable
{
    private readonly Tensor velocity = zeros_like(parameters).DetachFromDisposeScope();

    /// <param name="gradientScale">What gradients are multiplied by first: 1, or 1 / loss scale.</param>
    public void Step(double learningRate, double gradientScale)
    {
        using IDisposable noGrad = no_grad();
        gradients.mul_(gradientScale).add_(parameters, alpha: settings.WeightDecay);
        velocity.mul_(settings.Momentum).add_(gradients);
        parameters.add_(velocity, alpha: -learningRate);
    }

    public void Dispose() => velocity.Dispose();
}
