namespace ExperimentRunner.Reporting.Charts;

internal enum SeriesLook
{
    /// <summary>A line with markers, and a band where points have a range.</summary>
    Line,

    /// <summary>Markers, and error bars where points have a range.</summary>
    Points,

    /// <summary>What measured series are held against: a dashed line without a colour of its own.</summary>
    Reference,

    /// <summary>Small markers without a colour of their own.</summary>
    Background,
}
