using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>How throughput grows with devices, by a few parameters that are 0 or above on a machine that is at most perfect.</summary>
internal abstract record ScalingLaw
{
    // Keeps a logarithm finite while a search passes through values that no machine has.
    private const double LeastSize = 1e-9;

    private ScalingLaw()
    {
    }

    /// <summary>A share <c>s</c> of the work is not shared: C(N) = N / (1 + s (N - 1)) (Amdahl 1967, doi:10.1145/1465482.1465560).</summary>
    public static ScalingLaw OfAmdahl { get; } = new Amdahl();

    /// <summary>A share <c>s</c> of the time of N devices is not shared, and the work grows with them: C(N) = N - s (N - 1) (Gustafson 1988, doi:10.1145/42411.42415).</summary>
    public static ScalingLaw OfGustafson { get; } = new Gustafson();

    /// <summary>Contention <c>alpha</c> and cost of agreement <c>beta</c>: C(N) = N / (1 + alpha (N - 1) + beta N (N - 1)) (Gunther 2007, doi:10.1007/978-3-540-31010-5).</summary>
    public static ScalingLaw OfUsl { get; } = new Usl();

    public abstract string Name { get; }

    public abstract IReadOnlyList<string> ParameterNames { get; }

    /// <summary>
    /// What the law is linear in: the time that N devices take for N times the work of one (Amdahl, USL), or the work that they do in the time of one
    /// (Gustafson); 1 for one device.
    /// </summary>
    public double Size(double devices, IReadOnlyList<double> parameters) => SizeWithout(devices) + Slopes(devices).Zip(parameters, (slope, parameter) => slope * parameter).Sum();

    /// <summary>Derivatives of <see cref="Size"/> by the parameters, whatever these are.</summary>
    public abstract IReadOnlyList<double> Slopes(double devices);

    /// <summary>Logarithm of the throughput of <paramref name="devices"/>, relative to that of one.</summary>
    public double LogCapacity(double devices, IReadOnlyList<double> parameters) => IsOfTime
        ? Math.Log(devices / Math.Max(Size(devices, parameters), LeastSize))
        : Math.Log(Math.Max(Size(devices, parameters), LeastSize));

    /// <summary>Its derivatives by the parameters.</summary>
    public IReadOnlyList<double> Gradient(double devices, IReadOnlyList<double> parameters)
    {
        double size = Math.Max(Size(devices, parameters), LeastSize);
        return [.. Slopes(devices).Select(slope => (IsOfTime ? -slope : slope) / size)];
    }

    /// <summary>Speedup of <paramref name="devices"/> over <paramref name="firstDevices"/> from the ratio of their <see cref="Size"/>.</summary>
    public double Speedup(double sizeRatio, double devices, double firstDevices) => IsOfTime ? devices / firstDevices / sizeRatio : sizeRatio;

    /// <summary>What that ratio is between with parameters of 0 or above, and a share of at most 1.</summary>
    public Interval PossibleSizeRatios(double devices, double firstDevices) => new(1, IsOfTime ? double.PositiveInfinity : devices / firstDevices);

    /// <summary>The ratio, or that of perfect scaling where it is better than that.</summary>
    public double AtMostPerfect(double sizeRatio, double devices, double firstDevices) => IsOfTime ? Math.Max(1, sizeRatio) : Math.Min(devices / firstDevices, sizeRatio);

    /// <summary><see cref="Size"/> is a time; else it is work.</summary>
    protected abstract bool IsOfTime { get; }

    /// <summary><see cref="Size"/> with all parameters 0.</summary>
    private double SizeWithout(double devices) => IsOfTime ? 1 : devices;

    private sealed record Amdahl : ScalingLaw
    {
        public override string Name => "Amdahl";

        public override IReadOnlyList<string> ParameterNames => ["s"];

        protected override bool IsOfTime => true;

        public override IReadOnlyList<double> Slopes(double devices) => [devices - 1];
    }

    private sealed record Gustafson : ScalingLaw
    {
        public override string Name => "Gustafson";

        public override IReadOnlyList<string> ParameterNames => ["s"];

        protected override bool IsOfTime => false;

        public override IReadOnlyList<double> Slopes(double devices) => [1 - devices];
    }

    private sealed record Usl : ScalingLaw
    {
        public override string Name => "USL";

        public override IReadOnlyList<string> ParameterNames => ["alpha", "beta"];

        protected override bool IsOfTime => true;

        public override IReadOnlyList<double> Slopes(double devices) => [devices - 1, devices * (devices - 1)];
    }
}
