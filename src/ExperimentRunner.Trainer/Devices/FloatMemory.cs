using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>The memory behind a contiguous fp32 tensor on the CPU. Valid while the tensor lives.</summary>
internal static unsafe class FloatMemory
{
    public static float* Of(Tensor tensor)
    {
        if (tensor.dtype != ScalarType.Float32 || tensor.device_type != DeviceType.CPU || !tensor.is_contiguous())
        {
            throw new ArgumentException("Only a contiguous fp32 tensor on the CPU has plain float memory.", nameof(tensor));
        }

        using Storage<float> storage = tensor.storage<float>();
        return (float*)storage.data_ptr() + tensor.storage_offset();
    }
}
