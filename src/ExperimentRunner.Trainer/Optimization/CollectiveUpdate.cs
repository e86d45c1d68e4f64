using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>For replicas with buffers of their own: reduce-scatter, update of each rank's share by libtorch, all-gather.</summary>
internal sealed class CollectiveUpdate : IParameterUpdate
{
    private readonly DeviceCopyCollective collective;
    private readonly OverflowVote? overflow;
    private readonly ITensorOptimizer[] optimizers;
    private readonly TensorAverage[]? averages;

    /// <param name="overflow">Null unless losses are scaled.</param>
    public CollectiveUpdate(UpdateSettings settings, ReplicaSet replicas, DeviceCopyCollective collective, OverflowVote? overflow)
    {
        this.collective = collective;
        this.overflow = overflow;
        TensorShare[] shares = [.. replicas.Select(replica => ShareOf(replica, replicas.Count, settings))];
        optimizers = [.. shares.Select(share => TensorOptimizers.Create(settings, share))];
        averages = settings.EmaDecay > 0 ? [.. shares.Select(share => new TensorAverage(settings.EmaDecay, share))] : null;
        State = [.. optimizers.SelectMany(optimizer => optimizer.State), .. (averages ?? []).Select(average => average.State)];
    }

    public IReadOnlyList<StateTensor> State { get; }

    public bool KeepsAverage => averages is not null;

    public void Apply(int rank, UpdateStep step, PhaseClock clock)
    {
        collective.ReduceScatter(rank);
        clock.End(StepPhase.Exchange);
        if (overflow is null || overflow.AllFinite(rank, collective.GradientShare(rank)))
        {
            optimizers[rank].Step(step, 1 / (overflow?.Scale ?? 1));
            averages?[rank].Update(step);
        }

        clock.End(StepPhase.Optimizer);
        collective.AllGather(rank);
        clock.End(StepPhase.Exchange);
    }

    public void SwapAverage(int rank)
    {
        averages?[rank].Swap();
        collective.AllGather(rank);
    }

    public void Dispose()
    {
        Array.ForEach(optimizers, optimizer => optimizer.Dispose());
        Array.ForEach(averages ?? [], average => average.Dispose());
        collective.Dispose();
    }

    private TensorShare ShareOf(Replica replica, int ranks, UpdateSettings settings)
    {
        FlatSegment share = replica.Layout.Share(ranks, replica.Rank);
        long decayed = Math.Clamp(settings.DecayEnd(replica.Layout) - share.Start, 0, share.Length);
        return new TensorShare(collective.ParameterShare(replica.Rank), collective.GradientShare(replica.Rank), decayed, $".rank{replica.Rank}");
    }
}
