namespace ExperimentRunner.TrackingServer.Pages.Charts;

/// <summary>A metric over a parameter, one line a combination of the other parameters.</summary>
/// <param name="X">The parameter.</param>
/// <param name="Y">What is shown over it.</param>
/// <param name="HasIdeal">Whether a line of perfect scaling belongs to it.</param>
/// <param name="Lines">At least one.</param>
internal sealed record ScalingChart(string X, string Y, bool HasIdeal, IReadOnlyList<ScalingLine> Lines);

/// <param name="Name">Values of the other parameters.</param>
/// <param name="Means">Pairs of x and the mean over the runs there.</param>
/// <param name="Points">Each run.</param>
internal sealed record ScalingLine(string Name, IReadOnlyList<IReadOnlyList<double>> Means, IReadOnlyList<ScalingPoint> Points);

internal sealed record ScalingPoint(double X, double Y, string Run);
