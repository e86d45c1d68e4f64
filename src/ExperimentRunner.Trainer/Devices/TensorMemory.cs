using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>The memory behind a tensor on the CPU. Valid while the tensor lives.</summary>
internal static unsafe partial class TensorMemory
{
    /// <param name="tensor">fp32; its floats lie side by side, in whatever order (channels_last, say).</param>
    public static float* Floats(Tensor tensor) => (float*)Start(tensor, ScalarType.Float32);

    /// <param name="tensor">int64; its numbers lie side by side.</param>
    public static long* Longs(Tensor tensor) => (long*)Start(tensor, ScalarType.Int64);

    /// <param name="tensor">Of any type; its numbers lie side by side.</param>
    public static byte* Bytes(Tensor tensor) => (byte*)Start(tensor, tensor.dtype);

    /// <summary>An address that only the tensor's device may read, be it a GPU.</summary>
    /// <param name="tensor">fp32; its floats lie side by side.</param>
    public static float* DeviceFloats(Tensor tensor) => tensor.dtype == ScalarType.Float32
        ? (float*)Data(tensor.Handle)
        : throw new ArgumentException($"A {tensor.dtype} tensor holds no floats.", nameof(tensor));

    private static nint Start(Tensor tensor, ScalarType type) => tensor.dtype == type && tensor.device_type == DeviceType.CPU
        ? Data(tensor.Handle)
        : throw new ArgumentException($"A {tensor.dtype} tensor on {tensor.device_type} has no {type} memory here.", nameof(tensor));

    /// <summary>The export behind TorchSharp's own accessors. Its public Storage keeps the memory alive until it is finalized, disposed or not.</summary>
    [LibraryImport("LibTorchSharp", EntryPoint = "THSTensor_data")]
    private static partial nint Data(nint tensor);
}
