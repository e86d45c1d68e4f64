using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Tests.Model;

public sealed class MemoryFormatTests
{
    [Theory]
    [InlineData(MemoryFormat.ChannelsLast)]
    [InlineData(MemoryFormat.Contiguous)]
    public void Activations_have_the_format_of_the_weights(MemoryFormat format)
    {
        using ReplicaSet replicas = Create(format);
        var model = (ResNet18)replicas[0].Module;
        Tensor x_NCHW = model.InFormatOfWeights(Images());
        var channelStrides = new List<long>();
        foreach (Module<Tensor, Tensor> layer in model.children().OfType<Module<Tensor, Tensor>>().SkipLast(1))
        {
            x_NCHW = layer.forward(x_NCHW);
            channelStrides.Add(x_NCHW.stride(1));
        }

        Assert.Equal(6, channelStrides.Count);
        Assert.All(channelStrides, stride => Assert.Equal(format == MemoryFormat.ChannelsLast, stride == 1));
    }

    [Fact]
    public void Both_formats_give_the_same_scores_and_gradients_but_for_rounding()
    {
        using ReplicaSet channelsLast = Create(MemoryFormat.ChannelsLast);
        using ReplicaSet contiguous = Create(MemoryFormat.Contiguous);
        using var left = new FlatGradients(channelsLast[0]);
        using var right = new FlatGradients(contiguous[0]);
        using Tensor x_NCHW = Images();

        channelsLast[0].Module.forward(x_NCHW).sum().backward();
        contiguous[0].Module.forward(x_NCHW).sum().backward();

        Assert.All(channelsLast[0].ParameterList.Zip(contiguous[0].ParameterList), pair =>
        {
            using Tensor error = (pair.First.grad! - pair.Second.grad!).norm() / (pair.First.grad!.norm() + 1e-3);
            Assert.InRange(error.item<float>(), 0, 1e-3f);
        });
        Assert.True(channelsLast[0].UsesChannelsLast);
        Assert.False(contiguous[0].UsesChannelsLast);
    }

    private static ReplicaSet Create(MemoryFormat format) => new(
        ComputeDevices.Take(Backend.Cpu, 1, threadsPerDevice: 1),
        _ => ModelFactory.Create(new ModelSpec { Width = 4, Stem = Stem.Cifar }, classes: 3, seed: 1),
        sharesParameters: true,
        format);

    /// <summary>As a batch comes: NHWC memory seen as NCHW.</summary>
    private static Tensor Images()
    {
        manual_seed(3);
        return randn(4, 16, 16, 3).permute(0, 3, 1, 2);
    }
}
