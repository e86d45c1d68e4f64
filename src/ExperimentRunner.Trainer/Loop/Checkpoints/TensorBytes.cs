using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model.Weights.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>Moves a tensor's bytes between memory and a file, in pieces. A tensor of a GPU goes through host memory, one at a time.</summary>
internal static unsafe class TensorBytes
{
    private const int PieceBytes = 1 << 20;

    public static TensorToStore Of(SavedTensor saved) =>
        new(saved.Name, TypeOf(saved.Tensor), saved.Tensor.shape, CountOf(saved.Tensor), target => Write(saved.Tensor, target));

    public static long CountOf(Tensor tensor) => tensor.numel() * tensor.ElementSize;

    /// <summary>As safetensors names it.</summary>
    public static string TypeOf(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float64 => "F64",
        ScalarType.Float32 => "F32",
        ScalarType.Int64 => "I64",
        ScalarType.Byte => "U8",
        _ => throw new ArgumentException($"A checkpoint holds no {tensor.dtype}.", nameof(tensor)),
    };

    /// <summary>Fills a tensor from where a stream stands.</summary>
    public static void Read(Stream source, Tensor tensor)
    {
        if (tensor.device_type == DeviceType.CPU)
        {
            ReadHost(source, tensor);
            return;
        }

        using IDisposable noGrad = no_grad();
        using Tensor host = empty(tensor.shape, tensor.dtype);
        ReadHost(source, host);
        tensor.copy_(host);
    }

    private static void Write(Tensor tensor, Stream target)
    {
        using Tensor? moved = tensor.device_type == DeviceType.CPU ? null : tensor.cpu();
        byte* bytes = TensorMemory.Bytes(moved ?? tensor);
        long count = CountOf(tensor);
        for (long start = 0; start < count; start += PieceBytes)
        {
            target.Write(new ReadOnlySpan<byte>(bytes + start, (int)Math.Min(PieceBytes, count - start)));
        }
    }

    private static void ReadHost(Stream source, Tensor tensor)
    {
        byte* bytes = TensorMemory.Bytes(tensor);
        long count = CountOf(tensor);
        for (long start = 0; start < count; start += PieceBytes)
        {
            source.ReadExactly(new Span<byte>(bytes + start, (int)Math.Min(PieceBytes, count - start)));
        }
    }
}
