using ExperimentRunner.Reporting.Rules;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Json;

/// <summary>Factors of the base rate; <paramref name="Measured"/>: accuracy by the table less that by the root.</summary>
internal sealed record TableAgainstSqrtDocument(
    int Devices, double TableFactor, double SqrtFactor, double RelativeDifference, IReadOnlyList<TableAgainstSqrtDocument.Pair> Measured)
{
    public static TableAgainstSqrtDocument Of(TableAgainstSqrt found) => new(
        found.Devices,
        found.TableFactor,
        found.SqrtFactor,
        found.RelativeDifference,
        [.. found.Measured.Select(pair => new Pair(pair.Where.GlobalBatch, pair.Difference.Value, pair.Difference.Interval))]);

    internal sealed record Pair(int GlobalBatch, double AccuracyDifference, Interval? Interval);
}
