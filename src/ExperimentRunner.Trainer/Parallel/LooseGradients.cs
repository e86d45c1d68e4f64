using ExperimentRunner.Trainer.Devices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// The gradients of one replica on the CPU where backward left them, one piece of memory a parameter. Letting libtorch keep what it
/// computed saves adding it to a buffer and clearing that buffer after.
/// </summary>
internal sealed unsafe class LooseGradients(Replica replica) : IDisposable
{
    private readonly float*[] pointers = new float*[replica.ParameterList.Count];
    private readonly Tensor?[] tensors = new Tensor?[replica.ParameterList.Count];

    /// <summary>Takes hold of what backward left, until <see cref="Release"/>.</summary>
    public void Collect()
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = InLayoutOf(replica.ParameterList[i]);
            pointers[i] = tensors[i] is { } gradient ? TensorMemory.Floats(gradient) : null;
        }
    }

    /// <summary>Start of a parameter's gradient, its floats in the order of the layout; null if the replica has none: it saw no image.</summary>
    public float* Of(int parameter) => pointers[parameter];

    /// <summary>Gives the memory back; the next backward begins from nothing.</summary>
    public void Release()
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            pointers[i] = null;
            tensors[i]?.Dispose();
            tensors[i] = null;
            replica.ParameterList[i].grad = null;
        }
    }

    public void Dispose() => Release();

    private static Tensor? InLayoutOf(Parameter parameter)
    {
        Tensor? gradient = parameter.grad;
        if (gradient is null || gradient.stride().AsSpan().SequenceEqual(parameter.stride()))
        {
            return gradient?.DetachFromDisposeScope();
        }

        using (gradient)
        using (no_grad())
        {
            return empty_like(parameter).copy_(gradient).DetachFromDisposeScope();
        }
    }
}
