using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>
/// For a probe: each rank updates its share from its own gradients and clears those of the other shares, so that all of a step is done but
/// reading what other ranks have.
/// </summary>
/// <param name="gradients">Of all ranks; this takes it over.</param>
internal sealed unsafe class UnexchangedGradients(IOwnGradientMemory gradients, FlatLayout layout) : IGradientMemory
{
    public void Gather(int rank, FlatSegment share)
    {
        foreach (FlatSegment kind in new[] { layout.Weights, layout.TrainedNotWeights })
        {
            Clear(rank, kind.Start, Math.Min(kind.End, share.Start));
            Clear(rank, Math.Max(kind.Start, share.End), kind.End);
        }
    }

    public void Take(int rank, FlatSegment piece, float* sum) => gradients.TakeOwn(rank, piece, sum);

    public void Dispose() => gradients.Dispose();

    private void Clear(int rank, long start, long end)
    {
        if (end > start)
        {
            gradients.Clear(rank, new FlatSegment(start, end - start));
        }
    }
}
