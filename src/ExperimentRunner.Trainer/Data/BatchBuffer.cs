using ExperimentRunner.Trainer.Data.Augmenting;
using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Data;

/// <summary>
/// Host memory for one micro-batch, filled again and again. N images, H x W pixels, C channels; the tensor that a model sees is the same
/// memory viewed as NCHW, which is channels_last layout.
/// </summary>
internal sealed unsafe class BatchBuffer : IDisposable
{
    private readonly Device device;
    private readonly int capacity;
    private readonly Tensor pixels_NHWC;
    private readonly Tensor labels_N;
    private readonly int floatsPerImage;

    /// <param name="size">Side of the images that the model sees.</param>
    /// <param name="device">Where batches go; for a GPU the memory is pinned.</param>
    public BatchBuffer(int capacity, int size, Device device)
    {
        this.device = device;
        this.capacity = capacity;
        floatsPerImage = size * size * ImageSet.Channels;
        pixels_NHWC = Allocate(ScalarType.Float32, capacity, size, size, ImageSet.Channels);
        labels_N = Allocate(ScalarType.Int64, capacity);
    }

    /// <summary>Copies images in as they are, normalised, and gives views on them; they hold until the next fill.</summary>
    /// <param name="images">Of the size that the model sees.</param>
    /// <exception cref="ArgumentOutOfRangeException">More indices than the buffer has places.</exception>
    /// <exception cref="ArgumentException">The images have another size.</exception>
    public Batch Fill(ImageSet images, ReadOnlySpan<int> indices)
    {
        RefuseTooMany(indices.Length);
        if (images.BytesPerImage != floatsPerImage)
        {
            throw new ArgumentException($"Images of {images.Size} x {images.Size} pixels are not of the size that the model sees; they need an augmenter.", nameof(images));
        }

        for (int i = 0; i < indices.Length; i++)
        {
            PixelNormalization.ImageNet.Write(images.Image(indices[i]), Target(i));
        }

        return Views(images, indices);
    }

    /// <summary>Copies a slice of an epoch in, each image changed by the chance of its position; the views hold until the next fill.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The slice has more images than the buffer has places.</exception>
    public Batch Fill(ImageSet images, EpochPlan plan, EpochSlice slice, Augmenter augmenter)
    {
        RefuseTooMany(slice.Count);
        ReadOnlySpan<int> indices = plan.Images(slice);
        for (int i = 0; i < indices.Length; i++)
        {
            augmenter.Write(images.Image(indices[i]), plan.RandomAt(slice.Start + i), Target(i));
        }

        return Views(images, indices);
    }

    /// <summary>Moves a filled batch to the device and gives up the host's views; on a CPU it is the same batch.</summary>
    public Batch ToDevice(Batch host)
    {
        if (device.type == DeviceType.CPU || host.X_NCHW is null)
        {
            return host;
        }

        using (host)
        {
            return host with
            {
                X_NCHW = host.X_NCHW.to(device, non_blocking: true).DetachFromDisposeScope(),
                Y_N = host.Y_N!.to(device, non_blocking: true).DetachFromDisposeScope(),
            };
        }
    }

    public void Dispose()
    {
        pixels_NHWC.Dispose();
        labels_N.Dispose();
    }

    private Tensor Allocate(ScalarType type, params long[] shape)
    {
        Tensor pageable = zeros(shape, type).DetachFromDisposeScope();
        if (device.type == DeviceType.CPU)
        {
            return pageable;
        }

        using (pageable)
        {
            return pageable.pin_memory().DetachFromDisposeScope();
        }
    }

    private void RefuseTooMany(int images)
    {
        if (images > capacity)
        {
            throw new ArgumentOutOfRangeException(nameof(images), images, $"The buffer was made for at most {capacity} images a micro-batch.");
        }
    }

    private Span<float> Target(int image) => new(TensorMemory.Floats(pixels_NHWC) + ((long)image * floatsPerImage), floatsPerImage);

    private Batch Views(ImageSet images, ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
        {
            return new Batch(null, null, 0);
        }

        long* labels = TensorMemory.Longs(labels_N);
        for (int i = 0; i < indices.Length; i++)
        {
            labels[i] = images.Labels[indices[i]];
        }

        using Tensor filled_NHWC = pixels_NHWC.narrow(0, 0, indices.Length);
        return new Batch(
            filled_NHWC.permute(0, 3, 1, 2).DetachFromDisposeScope(),
            labels_N.narrow(0, 0, indices.Length).DetachFromDisposeScope(),
            indices.Length);
    }
}
