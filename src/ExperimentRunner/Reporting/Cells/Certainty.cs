namespace ExperimentRunner.Reporting.Cells;

/// <summary>What the repeats allow to be said of a difference between two cells.</summary>
internal enum Certainty
{
    /// <summary>One of the two has one repeat only, so its spread is unknown.</summary>
    OneRepeat,

    /// <summary>The difference is no larger than the spread of the repeats.</summary>
    NotDistinguishable,

    Distinguishable,
}
