using ExperimentRunner.Reporting.Comparing;

namespace ExperimentRunner.Reporting.Annotations;

/// <summary>The cells that regressed.</summary>
internal static class ComparisonAnnotations
{
    public static IEnumerable<Annotation> Of(SweepComparison comparison) => AnnotationList.Limit(
        [.. comparison.Cells.Where(cell => cell.IsRegression).Select(cell => new Annotation("Regressed", $"{cell.After.Label}: speed {ChangeText.Speed(cell.Speed)}, accuracy {ChangeText.Accuracy(cell.Accuracy)}"))],
        "cells regressed");
}
