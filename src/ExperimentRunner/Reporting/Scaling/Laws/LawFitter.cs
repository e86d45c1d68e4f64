using ExperimentRunner.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>Fits a law to the runs of a curve, as far as they suffice for it.</summary>
internal static class LawFitter
{
    /// <summary>Two points lie on a curve of any law, so nothing speaks for the law that is extrapolated.</summary>
    private const int DeviceCountsToPredict = 3;

    private static readonly double[] Start = [0.05, 0.001];

    public static LawFit Fit(ScalingLaw law, IReadOnlyList<ScalingSample> samples)
    {
        ScalingSample[] shared = [.. samples.GroupBy(sample => sample.Repeat).Where(repeat => repeat.Skip(1).Any()).SelectMany(repeat => repeat)];
        int[] counts = [.. shared.Select(sample => sample.Devices).Distinct().Order()];
        int needed = law.ParameterNames.Count + 1;
        return counts.Length < needed
            ? new LawFit.Refused(Reason(law, needed, counts)) { Law = law }
            : Fit(law, new LeastSquares(law, shared), shared.Length, counts);
    }

    private static string Reason(ScalingLaw law, int needed, int[] counts)
    {
        string has = $"{law.Name} has {FigureText.Count(law.ParameterNames.Count, "parameter", "parameters")}, so it takes at least {FigureText.Count(needed)} numbers of devices";
        return counts.Length == 0
            ? $"{has}; no two were measured in the same repeat."
            : $"{has}; measured in the same repeats: {string.Join(", ", counts.Select(FigureText.Count))}.";
    }

    private static LawFit Fit(ScalingLaw law, LeastSquares squares, int observations, int[] counts)
    {
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
            Observations = observations,
            IsChecked = counts.Length > law.ParameterNames.Count + 1,
            DegreesOfFreedom = squares.DegreesOfFreedom,
            ResidualSpread = variance is { } value ? Math.Sqrt(value) : null,
            Predictions = counts.Length < DeviceCountsToPredict ? [] : [.. Prediction.DeviceCounts.Select(devices => Predict(uncertainty, devices, counts))],
            Peak = law == ScalingLaw.OfUsl ? uncertainty.Peak(counts[0]) : null,
        };
    }

    private static Prediction Predict(Uncertainty fitted, int devices, int[] counts)
    {
        (double speedup, Interval? interval) = fitted.Speedup(devices, counts[0]);
        return new Prediction(devices, speedup, interval, devices > counts[^1]);
    }
}
