namespace ExperimentRunner.Reporting.Charts;

/// <summary>Horizontal bars, each the sum of the same parts.</summary>
internal sealed record StackedBarChart : Chart
{
    /// <summary>At most <see cref="ChartLimits.Parts"/>.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    public required IReadOnlyList<StackedBar> Bars { get; init; }
}
