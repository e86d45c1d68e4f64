namespace ExperimentRunner.Execution;

/// <summary>When a trainer is ended from outside.</summary>
/// <param name="Timeout">Longest time that it may take; null is no limit.</param>
/// <param name="Stall">Longest time that it may give no sign of life; null is no limit.</param>
internal sealed record RunLimits(TimeSpan? Timeout, TimeSpan? Stall)
{
    public static RunLimits None { get; } = new(null, null);
}
