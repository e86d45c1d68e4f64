using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>One claim of the article beside what was measured here.</summary>
/// <param name="Subject">For example <c>2 devices, weak scaling</c>.</param>
/// <param name="Claimed">The article's figure.</param>
/// <param name="Measured">Null if it was not measured here.</param>
/// <param name="Reading">How the two stand to each other, or why that is not known.</param>
internal sealed record ArticleComparison(string Subject, string Claimed, string? Measured, string Reading)
{
    public string Sentence => Measured is null
        ? $"{Subject}: {Reading}; the article has {Claimed}."
        : $"{Subject}: {Measured} measured, the article has {Claimed} ({Reading}).";

    public static IReadOnlyList<ArticleComparison> Of(IReadOnlyList<ScalingCurve> curves, IReadOnlyList<AmpPair> pairs) =>
    [
        .. Article.Devices.SelectMany(devices => OfDevices(devices, curves)),
        OfAmp(pairs),
    ];

    private static ArticleComparison[] OfDevices(int devices, IReadOnlyList<ScalingCurve> curves)
    {
        // Faster compute leaves relatively more exchange, so precisions scale differently and are not put into one range.
        bool ampVaries = curves.DistinctBy(curve => curve.Amp).Count() > 1;
        var measured =
            from curve in curves
            where curve.First.Devices == 1
            from point in curve.Points
            where point.Devices == devices && point.Speedup is not null
            group point.Speedup by (curve.Kind, curve.Amp) into same
            orderby same.Key
            select (same.Key.Kind, same.Key.Amp, Range: MeasuredRange.Of(same));
        return
        [
            .. measured.Any(found => found.Kind == ScalingKind.Weak) ? [] : new[] { OfCurves(devices, ScalingKind.Weak, "", null) },
            .. measured.Select(found => OfCurves(devices, found.Kind, ampVaries ? $", amp {found.Amp.ToString().ToLowerInvariant()}" : "", found.Range)),
        ];
    }

    private static ArticleComparison OfCurves(int devices, ScalingKind kind, string amp, MeasuredRange? measured)
    {
        double claim = Article.Speedup(devices);
        string subject = $"{FigureText.Count(devices)} devices, {(kind == ScalingKind.Weak ? "weak" : "strong")} scaling{amp}";
        return Compare(subject, FigureText.Factor(claim), claim, claim, measured, "not measured here");
    }

    private static ArticleComparison OfAmp(IReadOnlyList<AmpPair> pairs)
    {
        string claimed = $"{FigureText.Factor(Article.AmpGainLow)} to {FigureText.Factor(Article.AmpGainHigh)}";
        string reason = pairs.Any(pair => pair.FellBack) ? "not measured here, as it ran in fp32" : "not measured here";
        return Compare("mixed precision", claimed, Article.AmpGainLow, Article.AmpGainHigh, MeasuredRange.Of(pairs.Select(pair => pair.Gain)), reason);
    }

    private static ArticleComparison Compare(string subject, string claimed, double low, double high, MeasuredRange? measured, string reason) =>
        new(subject, claimed, measured?.Text, measured is null ? reason : ReadingOf(low, high, measured));

    private static string ReadingOf(double low, double high, MeasuredRange measured) => measured switch
    {
        { HasOneRepeat: true } => "one repeat: can't be told from noise",
        _ when measured.Low > high => "more than the article's",
        _ when measured.High < low => "less than the article's",
        _ when low == high || (measured.Min >= low && measured.Max <= high) => "in line with the article",
        _ => "partly in line with the article",
    };
}
