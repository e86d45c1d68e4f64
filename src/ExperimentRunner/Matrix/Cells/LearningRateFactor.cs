using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>What a learning-rate rule makes of the base rate.</summary>
internal static class LearningRateFactor
{
    /// <summary>The table has no entry beyond it.</summary>
    public const int MostTableDevices = 8;

    // By log2 of the device count: 1, 2, 4 and 8 devices.
    private static readonly double[] Table = [1.0, 1.5, 2.0, 3.0];

    /// <exception cref="ArgumentOutOfRangeException">The rule is a table and the devices are beyond it.</exception>
    public static double Of(RunSpec spec, int baselineGlobalBatch)
    {
        double growth = (double)spec.GlobalBatch / baselineGlobalBatch;
        return spec.LrRule switch
        {
            LearningRateRule.None => 1,
            LearningRateRule.Sqrt => Math.Sqrt(growth),
            LearningRateRule.Linear => growth,
            LearningRateRule.Table => OfTable(spec.Devices),
        };
    }

    /// <exception cref="ArgumentOutOfRangeException">The devices are beyond the table.</exception>
    public static double OfTable(int devices)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(devices, MostTableDevices);
        double position = Math.Log2(devices);
        int below = (int)Math.Floor(position);
        double share = position - below;
        return share == 0 ? Table[below] : Table[below] + (share * (Table[below + 1] - Table[below]));
    }
}
