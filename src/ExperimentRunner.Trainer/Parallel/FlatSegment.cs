namespace ExperimentRunner.Trainer.Parallel;

/// <summary>A part of a flat buffer, in floats.</summary>
internal readonly record struct FlatSegment(long Start, long Length)
{
    public long End => Start + Length;
}
