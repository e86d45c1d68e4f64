using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <param name="Name">As in the law's formula.</param>
/// <param name="Value">Least squares.</param>
/// <param name="Interval">Student's t with the fit's degrees of freedom; null without any.</param>
internal sealed record LawParameter(string Name, double Value, Interval? Interval);
