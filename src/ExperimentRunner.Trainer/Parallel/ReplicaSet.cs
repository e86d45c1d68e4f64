using System.Collections;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>All replicas of a run, in rank order; they start from the same parameters.</summary>
internal sealed class ReplicaSet : IReadOnlyList<Replica>, IDisposable
{
    private readonly Replica[] replicas;

    /// <param name="create">Makes the model of a rank, with the same weights at every call.</param>
    /// <param name="sharesParameters">All devices are one CPU and are to read the same memory.</param>
    /// <param name="format">How the weights of convolutions are laid out.</param>
    public ReplicaSet(ComputeDevices devices, Func<int, Module<Tensor, Tensor>> create, bool sharesParameters, MemoryFormat format = MemoryFormat.ChannelsLast)
    {
        var first = Replica.Create(0, create(0), devices.Torch[0], format);
        SharesParameters = sharesParameters;
        replicas =
        [
            first,
            .. Enumerable.Range(1, devices.Count - 1)
                .Select(rank => SharesParameters ? first.Share(rank, create(rank)) : Replica.Create(rank, create(rank), devices.Torch[rank], format)),
        ];
    }

    /// <summary>The replicas read the same memory, so that one write updates all of them.</summary>
    public bool SharesParameters { get; }

    /// <summary>What the replicas compute with in place of their weights in fp32; null if with those.</summary>
    public Bf16Weights? Bf16 { get; private set; }

    public int Count => replicas.Length;

    public Replica this[int rank] => replicas[rank];

    /// <summary>Trainable numbers of one replica.</summary>
    public long ParameterCount => replicas[0].Layout.Segments.Where((_, index) => replicas[0].Layout.IsTrained(index)).Sum(segment => segment.Length);

    public IEnumerator<Replica> GetEnumerator() => ((IEnumerable<Replica>)replicas).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives every replica the mean of all replicas' running statistics of batch norm, which each gathers from its own images.</summary>
    public void AverageRunningStatistics()
    {
        if (Count == 1)
        {
            return;
        }

        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[][] buffers = [.. replicas.Select(replica => replica.Module.buffers().Where(buffer => buffer.is_floating_point()).ToArray())];
        for (int i = 0; i < buffers[0].Length; i++)
        {
            // Twice is the same as once, bit for bit: a run that is interrupted in its evaluation does it again.
            if (buffers.All(ofReplica => ofReplica[i].to(buffers[0][i].device).eq(buffers[0][i]).all().item<bool>()))
            {
                continue;
            }

            Device home = buffers[0][i].device;
            Tensor mean = stack([.. buffers.Select(ofReplica => ofReplica[i].to(home))]).mean([0]);
            foreach (Tensor[] ofReplica in buffers)
            {
                ofReplica[i].copy_(mean);
            }
        }
    }

    /// <summary>From now on the replicas, which share their parameters, compute with one copy of the weights in bf16.</summary>
    public void ComputeInBf16() => Bf16 = new Bf16Weights(this);

    public void Dispose()
    {
        Bf16?.Dispose();
        Array.ForEach(replicas, replica => replica.Dispose());
    }
}
