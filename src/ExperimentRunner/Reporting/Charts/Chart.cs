namespace ExperimentRunner.Reporting.Charts;

/// <summary>A chart, before it is drawn.</summary>
internal abstract record Chart
{
    private protected Chart()
    {
    }

    /// <summary>Of lower-case letters and hyphens; names its files and what is inside its SVG.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>What the chart shows, for who can't see it.</summary>
    public required string Description { get; init; }

    /// <summary>How to read it, and what is left out; stands below it.</summary>
    public required string Caption { get; init; }

    public required string XLabel { get; init; }
}
