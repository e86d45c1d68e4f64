namespace ExperimentRunner.Trainer.Parallel;

/// <summary>A part of a flat buffer, in numbers.</summary>
internal readonly record struct FlatSegment(long Start, long Length)
{
    public long End => Start + Length;

    public bool Contains(FlatSegment other) => Start <= other.Start && other.End <= End;
}
