namespace ExperimentRunner.Reporting.Tables;

/// <summary>How a figure is meant, for forms that have colours. The text says the same.</summary>
internal enum Tone
{
    Plain,
    Good,
    Bad,

    /// <summary>Not to be relied on.</summary>
    Weak,
}
