namespace ExperimentRunner.Reporting.Charts;

/// <param name="Name">Stands above the bar.</param>
/// <param name="Values">One for each part of the chart, 0 or more.</param>
internal sealed record StackedBar(string Name, IReadOnlyList<double> Values);
