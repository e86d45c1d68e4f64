using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Model;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Model;

public sealed class ZeroInitTests
{
    [Theory]
    [InlineData(true, 8)]
    [InlineData(false, 0)]
    public void Only_the_last_batch_norm_of_each_block_starts_at_zero(bool zeroInitResidual, int expected)
    {
        using ResNet18 model = ModelFactory.Create(new ModelSpec { Width = 4, ZeroInitResidual = zeroInitResidual }, classes: 3, seed: 1);

        string[] zeros = [.. model.named_parameters().Where(named => named.name.EndsWith("weight", StringComparison.Ordinal) && named.parameter.abs().sum().item<float>() == 0).Select(named => named.name)];

        Assert.Equal(expected, zeros.Length);
        Assert.All(zeros, name => Assert.EndsWith(".bn2.weight", name, StringComparison.Ordinal));
    }

    [Fact]
    public void A_block_that_starts_at_zero_hands_its_shortcut_on()
    {
        using var block = new BasicBlock(inChannels: 4, outChannels: 4, stride: 1);
        block.StartAsShortcut();
        using Tensor x_NCHW = rand(2, 4, 6, 6);

        using Tensor y_NCHW = block.forward(x_NCHW);

        Assert.True(x_NCHW.allclose(y_NCHW));
    }
}
