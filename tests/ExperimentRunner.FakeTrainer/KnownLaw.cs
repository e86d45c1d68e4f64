namespace ExperimentRunner.FakeTrainer;

/// <summary>What made-up throughputs follow: the Universal Scalability Law, and what disturbs a machine.</summary>
internal sealed record KnownLaw
{
    /// <summary>Images per second of one device.</summary>
    public double OneDevice { get; init; } = 100;

    /// <summary>Contention.</summary>
    public double Alpha { get; init; }

    /// <summary>Cost of agreement.</summary>
    public double Beta { get; init; }

    /// <summary>Standard deviation of the logarithm of a throughput.</summary>
    public double Noise { get; init; }

    /// <summary>Share of runs that something slows down.</summary>
    public double Outliers { get; init; }

    /// <summary>How much slower those are, 0 to below 1.</summary>
    public double Slowdown { get; init; } = 0.3;

    /// <summary>Share of its speed that the machine loses from the first to the last run, evenly.</summary>
    public double Drift { get; init; }

    /// <summary>Without any disturbance, relative to one device.</summary>
    public double Capacity(int devices) => devices / (1 + (Alpha * (devices - 1)) + (Beta * devices * (devices - 1)));

    /// <param name="progress">How much of the sweep is done, 0 to 1.</param>
    public double ImagesPerSecond(int devices, double progress, Random random)
    {
        // Always the same number of draws, so that one disturbance does not change another.
        double noise = Normal(random);
        bool isSlowed = random.NextDouble() < Outliers;
        return OneDevice * Capacity(devices) * Math.Exp(Noise * noise) * (1 - (Drift * progress)) * (isSlowed ? 1 - Slowdown : 1);
    }

    /// <summary>By Box and Muller 1958 (doi:10.1214/aoms/1177706645).</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
