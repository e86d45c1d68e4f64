using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class SgdTests
{
    private static readonly MomentumSettings Settings = new(Momentum: 0.9, WeightDecay: 0.05);

    [Theory]
    [InlineData(64)]
    [InlineData(16)]
    public unsafe void The_kernels_steps_are_those_of_libtorchs_sgd(int length)
    {
        using Tensor velocities = zeros(length);
        AssertLikeLibtorch(length, (parameters, gradients) => SgdKernel.Update(
            Settings, 0.1, TensorMemory.Floats(gradients), TensorMemory.Floats(parameters), TensorMemory.Floats(velocities), length));
    }

    [Fact]
    public void The_operators_steps_are_those_of_libtorchs_sgd_whatever_the_loss_was_scaled_by()
    {
        TensorSgd? optimizer = null;
        AssertLikeLibtorch(64, (parameters, gradients) =>
        {
            optimizer ??= new TensorSgd(Settings, parameters, gradients);
            gradients.mul_(8);
            optimizer.Step(0.1, gradientScale: 1.0 / 8);
        });
        optimizer!.Dispose();
    }

    private static void AssertLikeLibtorch(int length, Action<Tensor, Tensor> step)
    {
        manual_seed(2);
        using Tensor start = randn(length);
        using var reference = new Parameter(start.clone());
        using optim.Optimizer expected = optim.SGD([reference], 0.1, momentum: Settings.Momentum, weight_decay: Settings.WeightDecay);
        using Tensor parameters = start.clone();
        using Tensor gradients = zeros(length);
        for (int i = 0; i < 5; i++)
        {
            using Tensor gradient = randn(length);
            reference.grad = gradient;
            expected.step();
            gradients.copy_(gradient);
            step(parameters, gradients);
        }

        Assert.InRange((reference - parameters).abs().max().item<float>(), 0, 1e-6f);
        Assert.NotEqual(start.sum().item<float>(), parameters.sum().item<float>());
    }
}
