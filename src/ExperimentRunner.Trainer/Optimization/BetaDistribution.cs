namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Draws from the symmetric beta distribution.</summary>
internal static class BetaDistribution
{
    /// <summary>X / (X + Y) of two gamma variates; in logarithms, since those of a small <paramref name="alpha"/> are often below the least double.</summary>
    /// <param name="alpha">Above 0.</param>
    /// <returns>0 to 1.</returns>
    public static double Draw(Random random, double alpha)
    {
        double logX = LogGamma(random, alpha);
        double logY = LogGamma(random, alpha);
        return 1 / (1 + Math.Exp(logY - logX));
    }

    /// <summary>Logarithm of a gamma variate of shape <paramref name="alpha"/>: that of shape alpha + 1 times U^(1 / alpha).</summary>
    private static double LogGamma(Random random, double alpha) => Math.Log(GammaAboveOne(random, alpha + 1)) + (Math.Log(Uniform(random)) / alpha);

    /// <summary>Marsaglia and Tsang 2000, "A simple method for generating gamma variables", for shapes of 1 and more.</summary>
    private static double GammaAboveOne(Random random, double shape)
    {
        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Normal(random);
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(Uniform(random)) < (x * x / 2) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(Uniform(random))) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Above 0, so that it has a logarithm.</summary>
    private static double Uniform(Random random) => 1 - random.NextDouble();
}
