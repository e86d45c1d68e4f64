using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;

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

    public static IReadOnlyList<ArticleComparison> Of(IReadOnlyList<ScalingCurve> curves, IReadOnlyList<AmpPair> pairs, Cell? baseline) =>
    [
        .. Article.Devices.SelectMany(devices => OfDevices(devices, curves)),
        OfAmp(pairs),
        OfBoth(pairs, baseline),
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

    /// <summary>The fastest with more devices and mixed precision, against a baseline of one device in fp32.</summary>
    private static ArticleComparison OfBoth(IReadOnlyList<AmpPair> pairs, Cell? baseline)
    {
        Ratio? fastest = baseline is { Spec: { Devices: 1, Amp: Amp.Off } }
            ? pairs.Where(pair => !pair.FellBack && pair.On.Spec.Devices > 1).Select(pair => Ratio.OfSpeeds(pair.On, baseline)).OfType<Ratio>().MaxBy(ratio => ratio.Value)
            : null;
        MeasuredRange? measured = MeasuredRange.Of([fastest]);
        double claim = Article.BothGain;
        return Compare("devices and mixed precision together", $"more than {FigureText.Factor(claim)} (three days to under one)", claim, double.PositiveInfinity, measured, "not measured here");
    }

    private static ArticleComparison Compare(string subject, string claimed, double low, double high, MeasuredRange? measured, string reason) =>
        new(subject, claimed, measured?.Text, measured is null ? reason : ReadingOf(low, high, measured));

    private static string ReadingOf(double low, double high, MeasuredRange measured) => measured switch
    {
        { HasOneRepeat: true } => "one repeat: can't be told from noise",
        _ when double.IsPositiveInfinity(high) && measured.Low < low && measured.High >= low => "can't be told from the article's bound",
        _ when measured.Low > high => "more than the article's",
        _ when measured.High < low => "less than the article's",
        _ when low == high && measured.NotDistinguishable > 0 => "can't be told from the article's, nor from no gain",
        _ when low == high => "can't be told from the article's",
        _ when measured.Min > high => "more than the article's, which intervals do not rule out",
        _ when measured.Max < low => "less than the article's, which intervals do not rule out",
        _ when measured.Min >= low && measured.Max <= high => "in line with the article",
        _ => "partly in line with the article",
    };
}
