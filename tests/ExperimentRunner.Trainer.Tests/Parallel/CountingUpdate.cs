using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Tests.Parallel;

/// <summary>Counts how often a rank exchanges gradients, which it can do in no other way.</summary>
internal sealed class CountingUpdate(IParameterUpdate inner) : IParameterUpdate
{
    private int exchanges;

    public int Exchanges => exchanges;

    public IReadOnlyList<StateTensor> State => inner.State;

    public bool KeepsAverage => inner.KeepsAverage;

    public void Apply(int rank, UpdateStep step, PhaseClock clock)
    {
        Interlocked.Increment(ref exchanges);
        inner.Apply(rank, step, clock);
    }

    public void SwapAverage(int rank) => inner.SwapAverage(rank);

    public void Dispose() => inner.Dispose();
}
