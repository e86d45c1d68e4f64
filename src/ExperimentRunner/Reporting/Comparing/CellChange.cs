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

    /// <summary>Of what could be tested.</summary>
    public IEnumerable<double> PValues => new[] { Speed, Accuracy }.Select(change => change?.Test?.PValue).OfType<double>();

    public static CellChange Of(CellSamples before, CellSamples after) => new(
        before, after, MeasuredChange.OfRates(after.ImagesPerSecond, before.ImagesPerSecond), MeasuredChange.OfAccuracies(after.Accuracy, before.Accuracy, Math.Min(after.TestImages, before.TestImages)));

    /// <param name="largestReal">P-values up to it are told of.</param>
    public CellChange Judged(double largestReal) => this with { Speed = Speed?.Judged(largestReal), Accuracy = Accuracy?.Judged(largestReal) };
}
