namespace ExperimentRunner.Statistics;

/// <summary>
/// Accuracies are whole numbers of images, so that a few of them are often equal while what they are of still varies. A uniform error of rounding
/// within one image has a variance of 1/12: the least that is taken for their spread.
/// </summary>
internal static class WholeImages
{
    /// <summary>Standard deviation of a share of <paramref name="images"/> by rounding alone.</summary>
    /// <param name="images">Above 0.</param>
    public static double DeviationOfShare(int images) => 1 / (images * Math.Sqrt(12));

    /// <summary>The same of a difference of two such shares.</summary>
    /// <param name="images">Above 0; of the smaller set.</param>
    public static double DeviationOfDifference(int images) => Math.Sqrt(2) * DeviationOfShare(images);
}
