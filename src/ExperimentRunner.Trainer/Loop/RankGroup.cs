using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Optimization;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>The ranks of a run in one way to be parallel: what they hold, where their images come from and how each does its steps.</summary>
internal sealed class RankGroup : IDisposable
{
    public required ReplicaSet Replicas { get; init; }

    public required RankBarrier Barrier { get; init; }

    /// <summary>Null unless losses are scaled.</summary>
    public required OverflowVote? Overflow { get; init; }

    public required IParameterUpdate Update { get; init; }

    /// <summary>Each gets its part of every micro-batch: one source a rank, or one for all of them.</summary>
    public required IReadOnlyList<IBatchSource> Sources { get; init; }

    /// <summary>In rank order.</summary>
    public required IReadOnlyList<IRankTrainer> Trainers { get; init; }

    /// <summary>Gives every replica the parameters and running statistics that are to be evaluated; called between steps.</summary>
    public required Action PrepareEvaluation { get; init; }

    /// <summary>What is not as one would want it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Null unless batch norm takes its statistics from all ranks.</summary>
    public SyncBatchNorms? BatchNorms { get; init; }

    public void Dispose()
    {
        foreach (IBatchSource source in Sources)
        {
            source.Dispose();
        }

        Update.Dispose();
        BatchNorms?.Dispose();
        Barrier.Dispose();
        Replicas.Dispose();
    }
}
