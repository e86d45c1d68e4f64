using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Model;

public sealed class SmallMapConvolutionTests
{
    [Theory]
    [InlineData(2, 2, 1)]
    [InlineData(4, 4, 2)]
    [InlineData(3, 1, 1)]
    [InlineData(5, 3, 2)]
    public void It_gives_what_libtorchs_convolution_gives_forward_and_backward(int height, int width, int stride)
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d convolution = ChannelsLast(stride);
        using var small = new SmallMapConvolution(convolution, stride);
        Tensor x_NCHW = Images(2, height, width);

        Tensor[] expected = ResultAndGradients(convolution.forward, x_NCHW, convolution);
        Tensor[] actual = ResultAndGradients(small.Forward, x_NCHW, convolution);

        Assert.True(small.Multiplies(x_NCHW));
        Assert.All(expected.Zip(actual), pair => Assert.True(pair.First.allclose(pair.Second, rtol: 1e-3, atol: 1e-4)));
    }

    [Fact]
    public void In_bf16_it_is_as_near_as_bf16_can_tell()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d convolution = ChannelsLast(stride: 1);
        using var small = new SmallMapConvolution(convolution, stride: 1);
        Tensor x_NCHW = Images(2, 2, 2);

        using Autocast? autocast = Autocast.Begin(Backend.Cpu, Precision.Bf16);
        Tensor expected = convolution.forward(x_NCHW);
        Tensor actual = small.Forward(x_NCHW);

        Assert.Equal(ScalarType.BFloat16, actual.dtype);
        Assert.True(expected.allclose(actual, rtol: 0.02, atol: 0.03));
    }

    [Fact]
    public void A_batch_of_another_shape_is_convolved_as_well()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d convolution = ChannelsLast(stride: 1);
        using var small = new SmallMapConvolution(convolution, stride: 1);

        small.Forward(Images(2, 2, 2));
        Tensor x_NCHW = Images(1, 3, 2);

        Assert.True(convolution.forward(x_NCHW).allclose(small.Forward(x_NCHW), rtol: 1e-3, atol: 1e-4));
    }

    [Fact]
    public void Images_with_more_pixels_than_pay_are_left_to_libtorch()
    {
        using DisposeScope scope = NewDisposeScope();
        using Conv2d convolution = ChannelsLast(stride: 1);
        using var small = new SmallMapConvolution(convolution, stride: 1);

        Assert.False(small.Multiplies(Images(2, 9, 9)));
    }

    /// <summary>From 256 to 512 channels, more than a million weights: up to 128 patches are multiplied.</summary>
    private static Conv2d ChannelsLast(int stride)
    {
        manual_seed(1);
        Conv2d convolution = nn.Conv2d(256, 512, 3, stride: stride, padding: 1, bias: false);
        using IDisposable noGrad = no_grad();
        convolution.weight!.set_((randn(512, 3, 3, 256) * 0.02).permute(0, 3, 1, 2));
        return convolution;
    }

    private static Tensor Images(int count, int height, int width) => randn(count, height, width, 256).permute(0, 3, 1, 2).requires_grad_();

    private static Tensor[] ResultAndGradients(Func<Tensor, Tensor> convolve, Tensor x_NCHW, Conv2d convolution)
    {
        Tensor y_NCHW = convolve(x_NCHW);
        Tensor upstream = linspace(-1, 1, y_NCHW.numel()).view(y_NCHW.shape);
        return [y_NCHW, .. autograd.grad([y_NCHW], [x_NCHW, convolution.weight!], [upstream])];
    }
}
