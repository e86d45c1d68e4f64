using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>What all processes of a run start from.</summary>
internal static unsafe class StartingPoint
{
    /// <summary>Gives all replicas of all processes the parameters and buffers that process 0 has.</summary>
    public static void Spread(ICollective processes, ReplicaSet replicas)
    {
        if (processes.Size == 1)
        {
            return;
        }

        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[][] state = [.. replicas.Select(replica => new[] { replica.Parameters }.Concat(replica.Module.buffers()).ToArray())];
        for (int i = 0; i < state[0].Length; i++)
        {
            Tensor values = Broadcast(processes, state[0][i]);
            foreach (Tensor[] ofReplica in state)
            {
                ofReplica[i].copy_(values);
            }
        }
    }

    private static Tensor Broadcast(ICollective processes, Tensor tensor)
    {
        Tensor values = tensor.to(CPU, copy: true).contiguous();
        processes.Broadcast(TensorMemory.Bytes(values), values.numel() * values.ElementSize);
        return values;
    }
}
