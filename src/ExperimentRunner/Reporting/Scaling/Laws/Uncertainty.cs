using ExperimentRunner.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>A fitted law with the covariance of its parameters, and what follows for figures that are computed from it.</summary>
/// <param name="law">The law.</param>
/// <param name="parameters">Fitted.</param>
/// <param name="covariance">Null without degrees of freedom.</param>
/// <param name="quantile">Of Student's t.</param>
internal sealed class Uncertainty(ScalingLaw law, double[] parameters, Matrix<double>? covariance, double quantile)
{
    public Interval? OfParameter(int at) => covariance is null ? null : Around(parameters[at], covariance[at, at]);

    /// <summary>
    /// Speedup against <paramref name="firstDevices"/>. The law is linear in the ratio of sizes (exactly so against one device), so that is where the
    /// interval is made, and cut to what a machine can have.
    /// </summary>
    /// <param name="devices">More than <paramref name="firstDevices"/>.</param>
    /// <param name="firstDevices">1 or more.</param>
    /// <param name="possible">The fitted parameters themselves, or others that are closest of those that a machine can have.</param>
    /// <returns>Null where the points rise faster or fall further than the law allows on any machine, or may do so and nothing tells how sure that is.</returns>
    public (double Speedup, Interval? Interval)? Speedup(int devices, int firstDevices, double[] possible)
    {
        Interval allowed = law.PossibleSizeRatios(devices, firstDevices);
        double ratio = law.AtMostPerfect(SizeRatio(devices, firstDevices, possible), devices, firstDevices);
        if (covariance is null)
        {
            return possible == parameters && allowed.Contains(ratio) ? (law.Speedup(ratio, devices, firstDevices), null) : null;
        }

        double fitted = SizeRatio(devices, firstDevices, parameters);
        double first = law.Size(firstDevices, parameters);
        Vector<double> gradient = Vector<double>.Build.DenseOfEnumerable(law.Slopes(devices).Zip(law.Slopes(firstDevices), (at, from) => (at - (fitted * from)) / first));
        return first > 0 && Around(fitted, gradient.DotProduct(covariance * gradient)).Within(allowed) is { } ratios && ratios.Contains(ratio)
            ? (law.Speedup(ratio, devices, firstDevices), ratios.Through(size => law.Speedup(size, devices, firstDevices)))
            : null;
    }

    /// <summary>Of the USL.</summary>
    public PeakDevices Peak(int firstDevices)
    {
        (double alpha, double beta) = (parameters[0], parameters[1]);
        double? devices = beta > 0 ? Math.Sqrt(Math.Max(1, (1 - alpha) / beta)) : null;
        double? speedup = devices is { } peak ? Math.Exp(law.LogCapacity(peak, parameters) - law.LogCapacity(firstDevices, parameters)) : null;
        (double? low, double? high) = covariance is null ? (null, null) : Fieller(alpha, beta, covariance);
        return new PeakDevices(devices, speedup, low, high);
    }

    /// <summary>
    /// All M of which alpha + beta M^2 = 1 is not refuted (Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x): a quadratic in M^2. Unlike
    /// the delta method it has no upper end where beta can't be told from 0.
    /// </summary>
    private (double? Low, double? High) Fieller(double alpha, double beta, Matrix<double> variances)
    {
        double t2 = quantile * quantile;
        double a = (beta * beta) - (t2 * variances[1, 1]);
        double b = 2 * (((alpha - 1) * beta) - (t2 * variances[0, 1]));
        double c = ((alpha - 1) * (alpha - 1)) - (t2 * variances[0, 0]);
        double discriminant = (b * b) - (4 * a * c);
        if (discriminant < 0)
        {
            return (null, null);
        }

        double root = Math.Sqrt(discriminant);
        double[] squares = [.. new[] { (-b - root) / (2 * a), (-b + root) / (2 * a) }.Order()];
        return (a > 0, squares[0] > 0, squares[1] > 0) switch
        {
            (true, _, true) => (AsDevices(squares[0]), AsDevices(squares[1])),
            (false, false, true) => (AsDevices(squares[1]), null),
            _ => (null, null),
        };
    }

    private double SizeRatio(int devices, int firstDevices, double[] values) => law.Size(devices, values) / law.Size(firstDevices, values);

    private static double? AsDevices(double square) => Math.Sqrt(Math.Max(1, square));

    private Interval Around(double value, double variance)
    {
        double half = quantile * Math.Sqrt(variance);
        return new Interval(value - half, value + half);
    }
}
