namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Which runs are wanted, and in what order.</summary>
public sealed record RunSearch
{
    public required IReadOnlyList<string> ExperimentIds { get; init; }

    /// <summary>For example <c>metrics.`final/accuracy` > 0.9 AND tags.`a.b` = 'c'</c>; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>For example <c>metrics.`final/accuracy` DESC</c>; empty leaves it to the server: the newest first.</summary>
    public IReadOnlyList<string> OrderBy { get; init; } = [];

    public MlflowView View { get; init; }

    /// <summary>Runs that one request brings, 1 to 50,000; all are returned whatever it is.</summary>
    public int PageSize { get; init; } = 1000;
}
