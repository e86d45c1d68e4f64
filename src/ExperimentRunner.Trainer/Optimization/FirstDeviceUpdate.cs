using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>For data_parallel: device 0 alone updates, from gradients that are summed there already; the others wait.</summary>
internal sealed class FirstDeviceUpdate : IParameterUpdate
{
    private readonly FirstDeviceExchange exchange;
    private readonly OverflowVote? overflow;
    private readonly ITensorOptimizer optimizer;
    private readonly TensorAverage? average;
    private readonly Tensor parameters;

    /// <param name="first">The replica on device 0.</param>
    /// <param name="overflow">Of one rank; null unless losses are scaled.</param>
    public FirstDeviceUpdate(UpdateSettings settings, Replica first, FirstDeviceExchange exchange, OverflowVote? overflow)
    {
        this.exchange = exchange;
        this.overflow = overflow;
        parameters = first.Parameters.narrow(0, 0, first.Layout.TrainedEnd).DetachFromDisposeScope();
        var share = new TensorShare(parameters, exchange.Gradients, settings.DecayEnd(first.Layout));
        optimizer = TensorOptimizers.Create(settings, share);
        average = settings.EmaDecay > 0 ? new TensorAverage(settings.EmaDecay, share) : null;
        State = [.. optimizer.State, .. average is null ? [] : (StateTensor[])[average.State]];
    }

    public IReadOnlyList<StateTensor> State { get; }

    public bool KeepsAverage => average is not null;

    public void Apply(int rank, UpdateStep step, PhaseClock clock)
    {
        if (rank == 0)
        {
            Update(step);
            clock.End(StepPhase.Optimizer);
        }

        exchange.Meet(rank);
        clock.End(StepPhase.Exchange);
    }

    /// <summary>On device 0, from which the others get what is evaluated.</summary>
    public void SwapAverage(int rank)
    {
        if (rank == 0)
        {
            average?.Swap();
        }
    }

    public void Dispose()
    {
        optimizer.Dispose();
        average?.Dispose();
        parameters.Dispose();
        exchange.Dispose();
    }

    private void Update(UpdateStep step)
    {
        if (overflow is null || overflow.AllFinite(0, exchange.Gradients))
        {
            optimizer.Step(step, 1 / (overflow?.Scale ?? 1));
            average?.Update(step);
        }

        exchange.Gradients.zero_();
    }
}
