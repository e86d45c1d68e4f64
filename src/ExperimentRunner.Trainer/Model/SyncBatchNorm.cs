using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model;

/// <summary>
/// Batch norm of one rank over the images of all ranks, as torch.nn.SyncBatchNorm: each layer sums its statistics over the ranks once in
/// forward and once in backward. Every rank must run the same layers in the same order, those without images on an empty batch. One
/// object a rank; N images of C channels and H x W pixels.
/// </summary>
/// <param name="sumOverRanks">Replaces a vector of fp64 on this rank's device by its sum over all ranks, the same bits on each.</param>
/// <param name="fail">Is told what went wrong in backward, where nothing may be thrown, and frees the other ranks.</param>
internal sealed class SyncBatchNorm(Action<Tensor> sumOverRanks, Action<Exception> fail) : IDisposable
{
    private readonly SyncBatchNormKernels kernels = new();

    /// <summary>What libtorch still read when the last call returned.</summary>
    private Tensor[] handedOver = [];

    /// <summary>In evaluation the layer's own running statistics are used, as ever.</summary>
    public Tensor Forward(BatchNorm2d layer, Tensor x_NCHW)
    {
        if (!layer.training)
        {
            return layer.forward(x_NCHW);
        }

        layer.num_batches_tracked!.add_(1);
        return SyncBatchNormFunction.apply(x_NCHW, layer.weight, layer.bias!, layer.running_mean!, layer.running_var!, this);
    }

    /// <summary>Normalises by the mean and variance over all ranks, which go into the running statistics.</summary>
    public NormalizedBatch Normalize(Tensor x_NCHW, Tensor weight_C, Tensor bias_C, Tensor runningMean_C, Tensor runningVariance_C)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = x_NCHW.detach();
        Tensor sums = kernels.Sums(x);
        sumOverRanks(sums);
        return kernels.Normalize(x, sums, weight_C.detach(), bias_C.detach(), runningMean_C, runningVariance_C).MoveToOuterScope();
    }

    /// <summary>Gradients of images, weight and bias; those of weight and bias are of this rank's images alone. Null where it failed.</summary>
    public Tensor?[] Backward(Tensor gradient_NCHW, Func<IReadOnlyList<Tensor>> unpack)
    {
        Release();
        try
        {
            using DisposeScope scope = NewDisposeScope();
            IReadOnlyList<Tensor> saved = unpack();
            Tensor x = saved[0].detach();
            Tensor weight_C = saved[1].detach();
            Tensor[] gradients = kernels.LocalGradients(gradient_NCHW, x, weight_C, saved[2], saved[3]);
            sumOverRanks(gradients[3]);
            kernels.CorrectInputGradient(gradients[0], x, weight_C, saved[2], saved[3], gradients[3], saved[4]);
            handedOver = [.. gradients.Take(3).Select(gradient => gradient.DetachFromDisposeScope())];
            return handedOver;
        }
#pragma warning disable CA1031 // libtorch called: an exception can't pass through it. Whoever waits for the ranks throws it again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            fail(failure);
            return [null, null, null];
        }
        finally
        {
            gradient_NCHW.Dispose();
        }
    }

    public void Dispose()
    {
        Release();
        kernels.Dispose();
    }

    private void Release()
    {
        Array.ForEach(handedOver, tensor => tensor.Dispose());
        handedOver = [];
    }
}
