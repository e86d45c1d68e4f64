using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Data;

/// <summary>
/// Images of one micro-batch on one device. N images, C channels, H x W pixels. The tensors are null where a device has no image.
/// </summary>
/// <param name="X_NCHW">fp32 in channels_last layout, normalised.</param>
/// <param name="Y_N">int64 labels.</param>
internal sealed record Batch(Tensor? X_NCHW, Tensor? Y_N, int Images) : IDisposable
{
    /// <summary>Tensors of no images.</summary>
    public static Batch WithoutImages(int size, Device device) => new(
        zeros([0, size, size, ImageSet.Channels], ScalarType.Float32, device).permute(0, 3, 1, 2).DetachFromDisposeScope(),
        zeros([0], ScalarType.Int64, device).DetachFromDisposeScope(),
        Images: 0);

    /// <summary>A view on the first <paramref name="count"/> images.</summary>
    public Batch First(int count) => count == 0
        ? new Batch(null, null, 0)
        : new Batch(X_NCHW!.narrow(0, 0, count).DetachFromDisposeScope(), Y_N!.narrow(0, 0, count).DetachFromDisposeScope(), count);

    public void Dispose()
    {
        X_NCHW?.Dispose();
        Y_N?.Dispose();
    }
}
