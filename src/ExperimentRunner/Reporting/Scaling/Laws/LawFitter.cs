using ExperimentRunner.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>Fits a law to the runs of a curve, as far as they suffice for it.</summary>
internal static class LawFitter
{
    /// <summary>Two points lie on a curve of any law, so nothing speaks for the law that is extrapolated.</summary>
    private const int DeviceCountsToPredict = 3;

    /// <summary>A search ends near 0, not at it.</summary>
    private const double LeastParameter = -1e-6;

    private static readonly double[] Start = [0.05, 0.001];

    public static LawFit Fit(ScalingLaw law, IReadOnlyList<ScalingSample> samples)
    {
        ScalingSample[] shared = [.. samples.GroupBy(sample => sample.Repeat).Where(repeat => repeat.Skip(1).Any()).SelectMany(repeat => repeat)];
        int[] counts = [.. shared.Select(sample => sample.Devices).Distinct().Order()];
        int needed = law.ParameterNames.Count + 1;
        return counts.Length < needed
            ? new LawFit.Refused(Reason(law, needed, counts)) { Law = law }
            : Fit(law, shared, counts);
    }

    private static string Reason(ScalingLaw law, int needed, int[] counts)
    {
        string has = $"{law.Name} has {FigureText.Count(law.ParameterNames.Count, "parameter", "parameters")}, so it takes at least {FigureText.Count(needed)} numbers of devices";
        return counts.Length == 0
            ? $"{has}; no two were measured in the same repeat."
            : $"{has}; measured in the same repeats: {string.Join(", ", counts.Select(FigureText.Count))}.";
    }

    private static LawFit Fit(ScalingLaw law, ScalingSample[] samples, int[] counts)
    {
        var squares = new LeastSquares(law, samples);
        if (squares.Fit(Start[..law.ParameterNames.Count]) is not { } parameters)
        {
            return new LawFit.Refused($"No parameters of {law.Name} were found that come closest to the points.") { Law = law };
        }

        double? variance = squares.DegreesOfFreedom > 0 ? squares.Variance(parameters) : null;
        Matrix<double> unit = squares.UnitCovariance(parameters);
        if (unit.Enumerate().Any(value => !double.IsFinite(value)))
        {
            return new LawFit.Refused($"The points do not tell the parameters of {law.Name} apart.") { Law = law };
        }

        double? quantile = squares.DegreesOfFreedom > 0 ? StudentQuantile.TwoSided(squares.DegreesOfFreedom) : null;
        var uncertainty = new Uncertainty(law, parameters, variance is { } known ? unit * known : null, quantile ?? 0);
        return new LawFit.Fitted
        {
            Law = law,
            Parameters = [.. law.ParameterNames.Select((name, at) => new LawParameter(name, parameters[at], uncertainty.OfParameter(at)))],
            Observations = samples.Length,
            IsChecked = counts.Length > law.ParameterNames.Count + 1,
            DegreesOfFreedom = squares.DegreesOfFreedom,
            ResidualSpread = variance is { } value ? Math.Sqrt(value) : null,
            Predictions = counts.Length < DeviceCountsToPredict ? [] : Predict(uncertainty, Possible(law, parameters, samples), counts),
            HasEnoughToPredict = counts.Length >= DeviceCountsToPredict,
            Peak = law == ScalingLaw.OfUsl ? uncertainty.Peak(counts[0]) : null,
        };
    }

    private static Prediction[] Predict(Uncertainty fitted, double[] possible, int[] counts) =>
    [
        .. from devices in Prediction.DeviceCounts
           where devices > counts[0]
           let found = fitted.Speedup(devices, counts[0], possible)
           where found is not null
           select new Prediction(devices, found.Value.Speedup, found.Value.Interval, devices > counts[^1]),
    ];

    /// <summary>
    /// Themselves, unless beta came out below 0, by which each device would help the others more than the one before it. Without its beta the USL is
    /// Amdahl's law, which is then fitted by itself.
    /// </summary>
    private static double[] Possible(ScalingLaw law, double[] parameters, ScalingSample[] samples) =>
        law == ScalingLaw.OfUsl && parameters[1] < LeastParameter && new LeastSquares(ScalingLaw.OfAmdahl, samples).Fit(Start[..1]) is [var share] ? [share, 0] : parameters;
}
