namespace Benchmarks.Measuring;

/// <summary>What one process did; null is what it was not asked for.</summary>
internal sealed record Measurement
{
    /// <summary>All devices together, by the median step; of a loader, by one thread.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>Floating-point operations a second, all devices together.</summary>
    public double? FlopsPerSecond { get; init; }

    /// <summary>Share of a step, 0 to 1, without waiting for the slower device.</summary>
    public double? ExchangeAndOptimizerShare { get; init; }

    /// <summary>Share of a step that the devices waited for the slower one, 0 to 1.</summary>
    public double? ReplicaWaitShare { get; init; }

    /// <summary>Share of a step from the second epoch on, 0 to 1.</summary>
    public double? DataWaitShare { get; init; }

    public long? PeakMemoryBytes { get; init; }
}
