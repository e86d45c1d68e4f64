using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Model;

/// <summary>
/// A 3x3 convolution, done as one matrix product where the weights outweigh the pixels, as in ResNet18's last stage at 64 pixels.
/// libtorch's convolutions bring the weights to another layout at each call, forward and backward, and that costs more than the
/// arithmetic there; a matrix product reads them as they lie. On a CPU and for weights in channels_last only.
/// </summary>
/// <param name="convolution">3x3, padding 1, no bias.</param>
internal sealed class SmallMapConvolution(Conv2d convolution, int stride) : IDisposable
{
    private const int Kernel = 3;

    /// <summary>Measured: with 512 channels 64 patches take half the time; with 256 channels 256 patches take as long.</summary>
    private const int ChannelsPerPatch = 4;

    /// <summary>Smaller weights stay in the second-level cache, where another layout costs little.</summary>
    private const long LeastWeights = 1 << 20;

    /// <summary>One row more, below: what a window sees beyond the border.</summary>
    private static readonly long[] RowBelow = [0, 0, 0, 1];

    private PatchIndex? index;

    /// <param name="x_NCHW">N images of C channels and H x W pixels.</param>
    public Tensor Forward(Tensor x_NCHW) => Multiplies(x_NCHW) ? Multiply(x_NCHW, convolution.weight!, Shape(x_NCHW)) : convolution.forward(x_NCHW);

    /// <summary>Images of this shape are convolved by one matrix product.</summary>
    public bool Multiplies(Tensor x_NCHW) => x_NCHW.device_type == DeviceType.CPU
        && x_NCHW.size(0) > 0
        && convolution.weight!.stride(1) == 1
        && convolution.weight.numel() >= LeastWeights
        && Shape(x_NCHW).Patches * ChannelsPerPatch <= convolution.weight.size(0);

    public void Dispose() => index?.Dispose();

    private PatchShape Shape(Tensor x_NCHW) => new(x_NCHW.size(0), x_NCHW.size(2), x_NCHW.size(3), stride);

    /// <summary>P patches of K = 9 C values, in the order that the weights lie in.</summary>
    private Tensor Multiply(Tensor x_NCHW, Tensor weight_OIHW, PatchShape shape)
    {
        if (index?.Shape != shape)
        {
            index?.Dispose();
            index = new PatchIndex(shape, Kernel);
        }

        // In fp32, so that backward sums what overlapping patches send back to a pixel without rounding each term.
        Tensor pixels_RC = functional.pad(x_NCHW.permute(0, 2, 3, 1).reshape(-1, x_NCHW.size(1)).to(ScalarType.Float32), RowBelow);
        Tensor patches_PK = pixels_RC.index_select(0, index.Rows).view(shape.Patches, -1);
        Tensor weight_OK = weight_OIHW.permute(0, 2, 3, 1).reshape(weight_OIHW.size(0), -1);
        return functional.linear(patches_PK, weight_OK).view(shape.Images, shape.OutputHeight, shape.OutputWidth, -1).permute(0, 3, 1, 2);
    }
}
