namespace ExperimentRunner.Trainer.Parallel;

/// <summary>A part of a flat buffer, in floats.</summary>
internal readonly record struct FlatSegment(long Start, long Length)
{
    public long End => Start + Length;

    /// <summary>What both have in common; its length is 0 or less where that is nothing.</summary>
    public FlatSegment Intersect(FlatSegment other)
    {
        long start = Math.Max(Start, other.Start);
        return new FlatSegment(start, Math.Min(End, other.End) - start);
    }
}
