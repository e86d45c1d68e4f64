using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>All numbers of a run that go on from step to step, at a boundary between two steps.</summary>
/// <param name="overflow">Null unless losses are scaled.</param>
internal sealed unsafe class SessionState(ReplicaSet replicas, IParameterUpdate update, OverflowVote? overflow, ICollective processes)
{
    private const string GeneratorName = "generator";

    public LossScalerState? LossScaler => overflow?.State;

    /// <summary>Hands the live tensors on; they hold until the next step.</summary>
    public void Save(Action<IReadOnlyList<SavedTensor>> write)
    {
        using Tensor generator = get_rng_state().DetachFromDisposeScope();
        write([.. Tensors(), new(GeneratorName, generator)]);
    }

    /// <summary>Called by all processes: 0 reads, the others get what it read.</summary>
    /// <exception cref="InvalidDataException">The checkpoint does not hold what this run has.</exception>
    public void Restore(ResumePoint saved)
    {
        using Tensor generator = get_rng_state().DetachFromDisposeScope();
        SavedTensor[] tensors = [.. Tensors(), new(GeneratorName, generator)];
        saved.File?.Restore(tensors);
        ShareWithProcesses(tensors);
        set_rng_state(generator);
        SpreadParameters();
        if (overflow is not null && saved.Progress.LossScaler is { } scaler)
        {
            overflow.State = scaler;
        }
    }

    /// <summary>What makes up the models: all replicas have the same parameters, but each its own running statistics between two evaluations.</summary>
    public static IEnumerable<SavedTensor> OfReplicas(ReplicaSet replicas) =>
    [
        new("parameters", replicas[0].Parameters),
        .. replicas.SelectMany(replica => replica.Module.named_buffers().Select(buffer => new SavedTensor(BufferName(replica.Rank, buffer.name), buffer.buffer))),
    ];

    /// <summary>What a replica's buffer is called.</summary>
    public static string BufferName(int rank, string buffer) => $"replica{rank}.{buffer}";

    private void ShareWithProcesses(IEnumerable<SavedTensor> tensors)
    {
        if (processes.Size == 1)
        {
            return;
        }

        using IDisposable noGrad = no_grad();
        foreach (SavedTensor saved in tensors)
        {
            using Tensor host = saved.Tensor.to(CPU, copy: true);
            processes.Broadcast(TensorMemory.Bytes(host), TensorBytes.CountOf(host));
            saved.Tensor.copy_(host);
        }
    }

    private IEnumerable<SavedTensor> Tensors() => [.. OfReplicas(replicas), .. update.State.Select(state => new SavedTensor(state.Name, state.Values))];

    /// <summary>Hands what was restored into the first replica to the others, which may have buffers of their own, or to a copy in bf16.</summary>
    private void SpreadParameters()
    {
        if (replicas.SharesParameters)
        {
            replicas.Bf16?.Round();
            return;
        }

        using IDisposable noGrad = no_grad();
        foreach (Replica replica in replicas.Skip(1))
        {
            replica.Parameters.copy_(replicas[0].Parameters);
        }
    }
}
