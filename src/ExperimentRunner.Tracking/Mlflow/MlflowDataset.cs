namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A data set that a run read; the same name and digest in one experiment are the same data set.</summary>
public sealed record MlflowDataset
{
    /// <summary>At most 500 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Tells versions apart; at most 36 characters.</summary>
    public required string Digest { get; init; }

    /// <summary>For example <c>local</c> or <c>http</c>.</summary>
    public string SourceType { get => field ?? ""; init; }

    /// <summary>Where it is from, as JSON; at most 65,535 characters.</summary>
    public string Source { get => field ?? ""; init; }

    /// <summary>Its columns, as JSON; null for none.</summary>
    public string? Schema { get; init; }

    /// <summary>Its size and the like, as JSON; null for none.</summary>
    public string? Profile { get; init; }
}
