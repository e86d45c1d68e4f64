using ExperimentRunner.Trainer.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class SgdTests
{
    private const int Length = 64;
    private static readonly MomentumSettings Settings = new(Momentum: 0.9, WeightDecay: 0.05);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Steps_are_those_of_libtorchs_sgd(bool isVectorized)
    {
        manual_seed(2);
        using Tensor start = randn(Length);
        using var reference = new Parameter(start.clone());
        using optim.Optimizer expected = optim.SGD([reference], 0.1, momentum: Settings.Momentum, weight_decay: Settings.WeightDecay);
        using Tensor parameters = start.clone();
        using Tensor gradients = zeros(Length);
        using IOptimizer actual = isVectorized
            ? new VectorizedSgd(Settings, parameters, gradients)
            : new TensorSgd(Settings, parameters, gradients);

        for (int step = 0; step < 5; step++)
        {
            using Tensor gradient = randn(Length);
            reference.grad = gradient;
            expected.step();
            gradients.copy_(gradient * 8);
            actual.Step(learningRate: 0.1, gradientScale: 1.0 / 8);
        }

        Assert.InRange((reference - parameters).abs().max().item<float>(), 0, 1e-6f);
        Assert.NotEqual(start.sum().item<float>(), parameters.sum().item<float>());
        Assert.Equal(0, gradients.abs().sum().item<float>());
    }
}
