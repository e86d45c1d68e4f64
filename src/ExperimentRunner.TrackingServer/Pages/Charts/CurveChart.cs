namespace ExperimentRunner.TrackingServer.Pages.Charts;

/// <summary>A metric as it went, one line a run.</summary>
/// <param name="X"><c>step</c>, or <c>seconds</c> since the run began.</param>
internal sealed record CurveChart(string Metric, string X, IReadOnlyList<CurveLine> Lines);

/// <param name="Name">The run.</param>
/// <param name="Points">Pairs of x and value; null where the value is no number, which leaves a gap.</param>
internal sealed record CurveLine(string Name, IReadOnlyList<IReadOnlyList<double?>> Points);
