using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>For replicas with buffers of their own: reduce-scatter, update of each rank's share by libtorch, all-gather.</summary>
internal sealed class CollectiveUpdate : IParameterUpdate
{
    private readonly DeviceCopyCollective collective;
    private readonly OverflowVote? overflow;
    private readonly TensorSgd[] optimizers;

    /// <param name="overflow">Null unless losses are scaled.</param>
    public CollectiveUpdate(MomentumSettings settings, ReplicaSet replicas, DeviceCopyCollective collective, OverflowVote? overflow)
    {
        this.collective = collective;
        this.overflow = overflow;
        optimizers = [.. replicas.Select(replica => new TensorSgd(settings, collective.ParameterShare(replica.Rank), collective.GradientShare(replica.Rank)))];
    }

    public void Apply(int rank, double learningRate, PhaseClock clock)
    {
        collective.ReduceScatter(rank);
        clock.End(StepPhase.Exchange);
        if (overflow is null || overflow.AllFinite(rank, collective.GradientShare(rank)))
        {
            optimizers[rank].Step(learningRate, 1 / (overflow?.Scale ?? 1));
        }

        clock.End(StepPhase.Optimizer);
        collective.AllGather(rank);
        clock.End(StepPhase.Exchange);
    }

    public void Dispose()
    {
        Array.ForEach(optimizers, optimizer => optimizer.Dispose());
        collective.Dispose();
    }
}
