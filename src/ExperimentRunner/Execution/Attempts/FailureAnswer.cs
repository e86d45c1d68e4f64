namespace ExperimentRunner.Execution.Attempts;

/// <summary>What is done about a run that failed.</summary>
internal enum FailureAnswer
{
    /// <summary>It stays failed.</summary>
    Keep,

    /// <summary>It is tried again, from its checkpoint, as often as <c>limits.retries</c> says.</summary>
    Retry,

    /// <summary>It is tried again from its beginning, with half the batch and twice the accumulation.</summary>
    HalveBatch,

    /// <summary>The sweep stops; the run is done when it goes on.</summary>
    StopSweep,
}
