namespace ExperimentRunner.Reporting.Scaling.Laws;

/// <summary>How throughput grows with devices, by a few parameters.</summary>
internal abstract record ScalingLaw
{
    // Keeps a logarithm finite while a search passes through values that no machine has.
    private const double LeastRelativeTime = 1e-9;

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

    /// <summary>Logarithm of the throughput of <paramref name="devices"/>, relative to that of one.</summary>
    public abstract double LogCapacity(double devices, IReadOnlyList<double> parameters);

    /// <summary>Its derivatives by the parameters.</summary>
    public abstract IReadOnlyList<double> Gradient(double devices, IReadOnlyList<double> parameters);

    private static double Positive(double value) => Math.Max(value, LeastRelativeTime);

    private sealed record Amdahl : ScalingLaw
    {
        public override string Name => "Amdahl";

        public override IReadOnlyList<string> ParameterNames => ["s"];

        public override double LogCapacity(double devices, IReadOnlyList<double> parameters) => Math.Log(devices / Time(devices, parameters[0]));

        public override IReadOnlyList<double> Gradient(double devices, IReadOnlyList<double> parameters) => [-(devices - 1) / Time(devices, parameters[0])];

        private static double Time(double devices, double s) => Positive(1 + (s * (devices - 1)));
    }

    private sealed record Gustafson : ScalingLaw
    {
        public override string Name => "Gustafson";

        public override IReadOnlyList<string> ParameterNames => ["s"];

        public override double LogCapacity(double devices, IReadOnlyList<double> parameters) => Math.Log(Work(devices, parameters[0]));

        public override IReadOnlyList<double> Gradient(double devices, IReadOnlyList<double> parameters) => [-(devices - 1) / Work(devices, parameters[0])];

        private static double Work(double devices, double s) => Positive(devices - (s * (devices - 1)));
    }

    private sealed record Usl : ScalingLaw
    {
        public override string Name => "USL";

        public override IReadOnlyList<string> ParameterNames => ["alpha", "beta"];

        public override double LogCapacity(double devices, IReadOnlyList<double> parameters) => Math.Log(devices / Time(devices, parameters));

        public override IReadOnlyList<double> Gradient(double devices, IReadOnlyList<double> parameters)
        {
            double time = Time(devices, parameters);
            return [-(devices - 1) / time, -devices * (devices - 1) / time];
        }

        private static double Time(double devices, IReadOnlyList<double> parameters) =>
            Positive(1 + (parameters[0] * (devices - 1)) + (parameters[1] * devices * (devices - 1)));
    }
}
