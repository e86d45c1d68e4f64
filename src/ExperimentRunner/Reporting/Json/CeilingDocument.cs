using ExperimentRunner.Reporting.Bottlenecks;

namespace ExperimentRunner.Reporting.Json;

/// <summary>What a probe of a cell measured, which leaves something out; null where there is none.</summary>
internal sealed record CeilingDocument
{
    /// <summary>Runs of the probe that finished.</summary>
    public required IReadOnlyList<string> RunIds { get; init; }

    public required double? ImagesPerSecond { get; init; }

    public required double? ImagesPerSecondLow { get; init; }

    public required double? ImagesPerSecondHigh { get; init; }

    /// <summary>Images per second of the probe over those of the cell, within each repeat.</summary>
    public required RatioDocument? Gain { get; init; }

    public static CeilingDocument? Of(MeasuredCeiling? ceiling) => ceiling is null ? null : new CeilingDocument
    {
        RunIds = [.. ceiling.Probe.Runs.Where(run => run.State is RunState.Finished).Select(run => run.Planned.RunId)],
        ImagesPerSecond = ceiling.Probe.Figures.ImagesPerSecond?.Mean.Value,
        ImagesPerSecondLow = ceiling.Probe.Figures.ImagesPerSecond?.Mean.Interval?.Low,
        ImagesPerSecondHigh = ceiling.Probe.Figures.ImagesPerSecond?.Mean.Interval?.High,
        Gain = RatioDocument.Of(ceiling.Gain),
    };
}
