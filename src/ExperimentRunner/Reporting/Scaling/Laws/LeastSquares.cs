using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>
/// Fits a law to logarithms of throughputs, with a level of its own for each repeat: what differs from repeat to repeat, a drift say, falls out.
/// </summary>
internal sealed class LeastSquares
{
    private readonly ScalingLaw law;
    private readonly double[] devices;
    private readonly int[] blocks;
    private readonly int blockCount;
    private readonly Vector<double> centredLogs;

    /// <param name="law">What to fit.</param>
    /// <param name="samples">A repeat with one sample alone says nothing of scaling and must not be among them.</param>
    public LeastSquares(ScalingLaw law, IReadOnlyList<ScalingSample> samples)
    {
        this.law = law;
        devices = [.. samples.Select(sample => (double)sample.Devices)];
        int[] repeats = [.. samples.Select(sample => sample.Repeat).Distinct().Order()];
        blocks = [.. samples.Select(sample => Array.BinarySearch(repeats, sample.Repeat))];
        blockCount = repeats.Length;
        centredLogs = Centred([.. samples.Select(sample => Math.Log(sample.ImagesPerSecond))]);
    }

    public int DegreesOfFreedom => devices.Length - blockCount - law.ParameterNames.Count;

    /// <returns>Null if the search found no end.</returns>
    public double[]? Fit(double[] start)
    {
        IObjectiveModel model = ObjectiveFunction.NonlinearModel(
            (parameters, _) => Predicted(parameters),
            (parameters, _) => Jacobian(parameters),
            Vector<double>.Build.Dense(devices),
            centredLogs);
        NonlinearMinimizationResult found = new LevenbergMarquardtMinimizer().FindMinimum(model, Vector<double>.Build.Dense(start));
        double[] parameters = found.MinimizingPoint.ToArray();
        bool hasEnded = found.ReasonForExit is ExitCondition.Converged or ExitCondition.RelativePoints or ExitCondition.RelativeGradient or ExitCondition.AbsoluteGradient;
        return hasEnded && parameters.All(double.IsFinite) ? parameters : null;
    }

    /// <summary>Variance of a run around the law; above 0 degrees of freedom only.</summary>
    public double Variance(double[] parameters)
    {
        Vector<double> residuals = centredLogs - Predicted(Vector<double>.Build.Dense(parameters));
        return residuals.DotProduct(residuals) / DegreesOfFreedom;
    }

    /// <summary>Covariance of the parameters for a variance of 1.</summary>
    public Matrix<double> UnitCovariance(double[] parameters)
    {
        Matrix<double> jacobian = Jacobian(Vector<double>.Build.Dense(parameters));
        return jacobian.TransposeThisAndMultiply(jacobian).Inverse();
    }

    private Vector<double> Predicted(Vector<double> parameters)
    {
        double[] values = parameters.ToArray();
        return Centred([.. devices.Select(count => law.LogCapacity(count, values))]);
    }

    private Matrix<double> Jacobian(Vector<double> parameters)
    {
        double[] values = parameters.ToArray();
        IReadOnlyList<double>[] gradients = [.. devices.Select(count => law.Gradient(count, values))];
        return Matrix<double>.Build.DenseOfColumnVectors(
            Enumerable.Range(0, law.ParameterNames.Count).Select(parameter => Centred([.. gradients.Select(gradient => gradient[parameter])])));
    }

    /// <summary>Less the mean of its repeat.</summary>
    private Vector<double> Centred(double[] values)
    {
        double[] sums = new double[blockCount];
        int[] counts = new int[blockCount];
        for (int at = 0; at < values.Length; at++)
        {
            sums[blocks[at]] += values[at];
            counts[blocks[at]]++;
        }

        return Vector<double>.Build.Dense(values.Length, at => values[at] - (sums[blocks[at]] / counts[blocks[at]]));
    }
}
