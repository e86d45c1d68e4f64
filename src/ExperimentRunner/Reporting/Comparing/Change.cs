namespace ExperimentRunner.Reporting.Comparing;

/// <summary>What is said of a figure that was measured again.</summary>
internal enum Change
{
    Improved,
    Regressed,

    /// <summary>The repeats, all comparisons considered, do not tell it from no change, or there are fewer than two.</summary>
    Inconclusive,
}
