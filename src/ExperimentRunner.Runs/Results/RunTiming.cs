namespace ExperimentRunner.Runs.Results;

/// <summary>Where the time of a run went. Steps of warm-up are left out of throughput and split.</summary>
public sealed record RunTiming
{
    /// <summary>The least number of measured steps that a throughput is trusted with; a run with fewer says so in the report.</summary>
    public const int EnoughMeasuredSteps = 20;

    /// <summary>Steps at the start, and after each resume, that are not measured.</summary>
    public required int WarmupSteps { get; init; }

    public required int MeasuredSteps { get; init; }

    /// <summary>Images of the measured steps over the seconds of the measured steps, all devices together; 0 if none was measured.</summary>
    public required double ImagesPerSecond { get; init; }

    public required double StepSecondsMedian { get; init; }

    /// <summary>95th percentile.</summary>
    public required double StepSecondsP95 { get; init; }

    /// <summary>Null if no step was measured.</summary>
    public StepSplit? Split { get; init; }

    /// <summary>Seconds before the first step: decoding or drawing images, building the model.</summary>
    public required double PreparationSeconds { get; init; }

    /// <summary>Seconds inside training steps, warm-up included.</summary>
    public required double TrainSeconds { get; init; }

    public required double EvaluationSeconds { get; init; }

    /// <summary>
    /// Seconds from the start of the process's work to its end. Of a run that was interrupted and went on: of all parts together, without what
    /// was done after the last checkpoint and is lost, and without the time between the parts.
    /// </summary>
    public required double WallSeconds { get; init; }
}
