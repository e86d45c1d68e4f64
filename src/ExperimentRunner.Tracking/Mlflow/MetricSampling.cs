namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>How much of a metric is wanted for a chart.</summary>
public sealed record MetricSampling
{
    /// <summary>Points a run, 1 to 2,500; the server leaves out steps evenly. The first and the last are kept.</summary>
    public int PointsPerRun { get; init; } = 320;

    /// <summary>The steps that are wanted, both ends included; null for all.</summary>
    public (long First, long Last)? Steps { get; init; }
}
