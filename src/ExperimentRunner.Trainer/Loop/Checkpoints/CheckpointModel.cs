using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>The model that an evaluation at a checkpoint would take: the moving average of the weights, if one is kept, and the mean of the replicas' running statistics.</summary>
internal sealed class CheckpointModel : IDisposable
{
    private readonly ReplicaSet replicas;

    /// <param name="spec">Of the run that wrote the checkpoint.</param>
    /// <exception cref="InvalidDataException">The checkpoint does not hold such a model.</exception>
    public CheckpointModel(RunSpec spec, Checkpoint checkpoint)
    {
        int count = spec.Train.Parallel == ParallelMode.DataParallel ? 1 : ReplicasIn(checkpoint);
        replicas = new ReplicaSet(ComputeDevices.Take(Backend.Cpu, count, threadsPerDevice: 1), _ => Create(spec, checkpoint), sharesParameters: true, spec.Train.MemoryFormat);
        checkpoint.Restore([.. SessionState.OfReplicas(replicas)]);
        checkpoint.Restore([.. Averages(checkpoint)]);
        replicas.AverageRunningStatistics();
    }

    /// <summary>Tensors by torchvision's names.</summary>
    public IReadOnlyDictionary<string, Tensor> State => replicas[0].Module.state_dict();

    public void Dispose() => replicas.Dispose();

    private static int ReplicasIn(Checkpoint checkpoint)
    {
        int count = 0;
        while (checkpoint.ShapeOf(SessionState.BufferName(count, "bn1.running_mean")) is not null)
        {
            count++;
        }

        return Math.Max(1, count);
    }

    private static ResNet18 Create(RunSpec spec, Checkpoint checkpoint)
    {
        var model = new ResNet18(checkpoint.Progress.Used.Classes.Count, spec.Model.Width, spec.Model.Stem);
        if (spec.Train.Freeze == Freeze.Backbone)
        {
            model.FreezeBackbone();
        }

        return model;
    }

    /// <summary>In one piece, or in the pieces that the ranks look after, to be written over the parameters.</summary>
    private IEnumerable<SavedTensor> Averages(Checkpoint checkpoint)
    {
        long start = 0;
        for (int rank = -1; start < replicas[0].Layout.TrainedEnd; rank++)
        {
            string name = TensorAverage.NameOf(rank < 0 ? "" : TensorShare.SuffixOf(rank));
            if (checkpoint.ShapeOf(name) is [var length])
            {
                yield return new SavedTensor(name, replicas[0].Parameters.narrow(0, start, length));
                start += length;
            }
            else if (rank >= 0)
            {
                yield break;
            }
        }
    }
}
