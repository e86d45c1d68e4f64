using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Batch norm's running statistics, of which each process gathers its own.</summary>
internal static unsafe class RunningStatistics
{
    /// <summary>Gives all replicas of all processes the mean of the processes' statistics; replicas of one process must already agree.</summary>
    public static void AverageOver(ICollective processes, ReplicaSet replicas)
    {
        if (processes.Size == 1)
        {
            return;
        }

        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] mine = Of(replicas[0]);
        if (mine.Length == 0)
        {
            return;
        }

        Tensor flat = cat([.. mine.Select(buffer => buffer.reshape(-1).to(ScalarType.Float32, CPU))]);
        processes.AllReduce(TensorMemory.Floats(flat), flat.numel());
        flat.div_(processes.Size);
        foreach (Replica replica in replicas)
        {
            Spread(flat, Of(replica));
        }
    }

    private static Tensor[] Of(Replica replica) => [.. replica.Module.buffers().Where(buffer => buffer.is_floating_point())];

    private static void Spread(Tensor flat, Tensor[] buffers)
    {
        long start = 0;
        foreach (Tensor buffer in buffers)
        {
            buffer.copy_(flat.narrow(0, start, buffer.numel()).view(buffer.shape));
            start += buffer.numel();
        }
    }
}
