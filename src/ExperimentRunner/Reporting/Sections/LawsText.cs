using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Reporting.Scaling.Laws;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>The laws that were fitted to curves, what they predict, and why some were not.</summary>
internal static class LawsText
{
    public static void Write(IReportPage page, IReadOnlyList<ScalingCurve> curves)
    {
        page.Subheading("Laws of scaling");
        IReadOnlyList<LawRow> rows = LawRow.Of(curves);
        if (rows.Count > 0)
        {
            page.Paragraph(
                "Least squares on the logarithms of images/s, with a level of its own for each repeat. Amdahl: N / (1 + s (N - 1)). Gustafson: N - s (N - 1). USL: N / (1 + alpha (N - 1) + beta N (N - 1)), alpha for contention, beta for what devices have to agree on. A parameter below 0 is better than perfect scaling. In brackets: 95 % intervals with the degrees of freedom that are shown; those of predictions are made in the relative time (Gustafson: work), in which the laws are linear, and that of the peak by Fieller's method. Predictions take a beta below 0 for 0 and are at most perfect.");
            page.Table(LawRow.Columns, rows);
        }

        string[] reasons = [.. Refusals(curves).Concat(Unsure(rows)).Distinct(StringComparer.Ordinal)];
        if (reasons.Length > 0)
        {
            page.Bullets(reasons);
        }
    }

    private static IEnumerable<string> Refusals(IReadOnlyList<ScalingCurve> curves) =>
        curves.SelectMany(curve => curve.Fits.All).OfType<LawFit.Refused>().Select(fit => $"Not fitted: {fit.Reason}");

    private static IEnumerable<string> Unsure(IReadOnlyList<LawRow> rows)
    {
        LawFit.Fitted[] fits = [.. rows.Select(row => row.Fit)];
        if (fits.Any(fit => !fit.HasEnoughToPredict))
        {
            yield return "No prediction is made from two numbers of devices: any law passes through them.";
        }

        if (rows.Any(row => row.Fit.HasEnoughToPredict && row.Fit.Predictions.Count < Prediction.DeviceCounts.Count(devices => devices > row.Curve.First.Devices)))
        {
            yield return "No prediction is made where the points rise faster or fall further than the law allows on any machine, by which no device gives more than a first one or than the one before it, and no share is above 1.";
        }

        foreach (string law in fits.Where(fit => !fit.IsChecked).Select(fit => fit.Law.Name).Distinct())
        {
            yield return $"{law} has as many parameters as there are speedups, at least in one group: it passes through their means whether it is right or not, and its intervals are of noise alone.";
        }

        if (fits.Any(fit => fit.DegreesOfFreedom == 0))
        {
            yield return "Where there are 0 degrees of freedom the law passes through the points exactly, and there are no intervals.";
        }

        if (fits.Any(fit => fit.Predictions.Any(prediction => prediction.IsExtrapolated)))
        {
            yield return "Intervals hold if the law does; more devices than were measured may meet what no law knows of, another host or a slower link.";
        }
    }
}
