namespace ExperimentRunner.Reporting.Comparing;

/// <summary>What a 95 % interval says of a figure that was measured again.</summary>
internal enum Change
{
    Improved,
    Regressed,

    /// <summary>The interval has no change in it, or there are fewer than two repeats.</summary>
    Inconclusive,
}
