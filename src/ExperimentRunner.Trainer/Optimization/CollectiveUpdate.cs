using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>For replicas with buffers of their own: sums of gradients, update of each rank's share by libtorch, and its spreading.</summary>
internal sealed class CollectiveUpdate : IParameterUpdate
{
    private readonly IReplicaExchange exchange;
    private readonly OverflowVote? overflow;
    private readonly ITensorOptimizer[] optimizers;
    private readonly TensorAverage[]? averages;

    /// <param name="overflow">Null unless losses are scaled.</param>
    public CollectiveUpdate(UpdateSettings settings, ReplicaSet replicas, IReplicaExchange exchange, OverflowVote? overflow)
    {
        this.exchange = exchange;
        this.overflow = overflow;
        TensorShare[] shares = [.. replicas.Select(replica => ShareOf(replica, settings))];
        optimizers = [.. shares.Select(share => TensorOptimizers.Create(settings, share))];
        averages = settings.EmaDecay > 0 ? [.. shares.Select(share => new TensorAverage(settings.EmaDecay, share))] : null;
        State = [.. optimizers.SelectMany(optimizer => optimizer.State), .. (averages ?? []).Select(average => average.State)];
    }

    public IReadOnlyList<StateTensor> State { get; }

    public bool KeepsAverage => averages is not null;

    public void Apply(int rank, UpdateStep step, PhaseClock clock)
    {
        exchange.SumGradients(rank);
        clock.End(StepPhase.Exchange);
        if (overflow is null || overflow.AllFinite(rank, exchange.GradientShare(rank)))
        {
            optimizers[rank].Step(step, 1 / (overflow?.Scale ?? 1));
            averages?[rank].Update(step);
        }

        clock.End(StepPhase.Optimizer);
        exchange.SpreadParameters(rank);
        clock.End(StepPhase.Exchange);
    }

    public void SwapAverage(int rank)
    {
        averages?[rank].Swap();
        exchange.SpreadParameters(rank);
    }

    public void Dispose()
    {
        Array.ForEach(optimizers, optimizer => optimizer.Dispose());
        Array.ForEach(averages ?? [], average => average.Dispose());
        exchange.Dispose();
    }

    private TensorShare ShareOf(Replica replica, UpdateSettings settings)
    {
        FlatSegment share = exchange.Share(replica.Rank);
        long decayed = Math.Clamp(settings.DecayEnd(replica.Layout) - share.Start, 0, share.Length);
        return new TensorShare(exchange.ParameterShare(replica.Rank), exchange.GradientShare(replica.Rank), decayed, TensorShare.SuffixOf(replica.Rank));
    }
}
