using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Json;

/// <summary>A claim of the article; <paramref name="Measured"/> is null where it was not measured.</summary>
internal sealed record ClaimDocument(string Subject, string Claimed, string? Measured, string Sentence)
{
    public static ClaimDocument Of(ArticleComparison comparison) =>
        new(comparison.Subject, comparison.Claimed, comparison.Measured, comparison.Sentence);
}
