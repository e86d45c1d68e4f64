namespace ExperimentRunner.TrackingServer.Pages.Charts;

/// <summary>Parallel coordinates: one line a run over one axis a parameter or metric (Inselberg 1985).</summary>
internal sealed record ParallelChart(IReadOnlyList<ParallelAxis> Axes, IReadOnlyList<ParallelLine> Lines);

/// <param name="Name">The parameter or metric.</param>
/// <param name="Categories">The values in order where they are words; null where they are numbers.</param>
internal sealed record ParallelAxis(string Name, IReadOnlyList<string>? Categories);

/// <param name="Name">The run.</param>
/// <param name="Values">A number or a category an axis; null where the run has none.</param>
internal sealed record ParallelLine(string Name, IReadOnlyList<object?> Values);
