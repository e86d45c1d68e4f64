namespace ExperimentRunner.Reporting.Charts;

/// <summary>Figures over a figure.</summary>
internal sealed record LineChart : Chart
{
    public required string YLabel { get; init; }

    /// <summary>At most <see cref="ChartLimits.Series"/> that have colours of their own.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>The only places on the x axis that have a label; null for round numbers.</summary>
    public IReadOnlyList<int>? XTicks { get; init; }

    /// <summary>Only whole numbers mean something on the x axis.</summary>
    public bool HasWholeX { get; init; }

    /// <summary>Values are shares, 0 to 1.</summary>
    public bool IsShare { get; init; }

    /// <summary>Whether the y axis begins at 0.</summary>
    public bool BeginsAtZero { get; init; }
}
