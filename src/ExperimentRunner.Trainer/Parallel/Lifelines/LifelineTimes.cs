namespace ExperimentRunner.Trainer.Parallel.Lifelines;

/// <summary>How long the ends of a lifeline wait. A rank that is gone must have ended all others within 30 s.</summary>
internal sealed record LifelineTimes(TimeSpan Beat, TimeSpan Silence, TimeSpan Connect)
{
    /// <summary>A process that is stopped or whose host is lost closes nothing; it only falls silent.</summary>
    public static LifelineTimes Default { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(3));
}
