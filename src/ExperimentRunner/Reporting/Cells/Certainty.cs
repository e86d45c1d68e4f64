namespace ExperimentRunner.Reporting.Cells;

/// <summary>What the repeats allow to be said of a difference between two cells.</summary>
internal enum Certainty
{
    /// <summary>Fewer than two repeats have both cells, so the spread of their difference is unknown.</summary>
    OneRepeat,

    /// <summary>The 95 % interval of the difference has no difference in it.</summary>
    NotDistinguishable,

    Distinguishable,
}
