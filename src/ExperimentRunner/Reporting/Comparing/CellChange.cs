namespace ExperimentRunner.Reporting.Comparing;

/// <summary>One cell in two sweeps.</summary>
/// <param name="Before">In the first sweep.</param>
/// <param name="After">In the second.</param>
/// <param name="Speed">Of the images/s; null where one of the two has none.</param>
/// <param name="Accuracy">Null where one of the two has none.</param>
internal sealed record CellChange(CellSamples Before, CellSamples After, MeasuredChange? Speed, MeasuredChange? Accuracy)
{
    public bool IsRegression => Speed?.Change == Change.Regressed || Accuracy?.Change == Change.Regressed;

    /// <summary>A regression of either counts before an improvement of the other.</summary>
    public Change Change => this switch
    {
        { IsRegression: true } => Change.Regressed,
        { Speed.Change: Change.Improved } or { Accuracy.Change: Change.Improved } => Change.Improved,
        _ => Change.Inconclusive,
    };

    public static CellChange Of(CellSamples before, CellSamples after) => new(
        before, after, MeasuredChange.OfRates(after.ImagesPerSecond, before.ImagesPerSecond), MeasuredChange.OfShares(after.Accuracy, before.Accuracy));
}
