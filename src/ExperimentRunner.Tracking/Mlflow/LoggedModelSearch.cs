namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Which logged models are wanted, and in what order.</summary>
public sealed record LoggedModelSearch
{
    public required IReadOnlyList<string> ExperimentIds { get; init; }

    /// <summary>For example <c>metrics.accuracy > 0.5</c>; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>Empty leaves it to the server: the newest first.</summary>
    public IReadOnlyList<MlflowModelOrder> OrderBy { get; init; } = [];

    /// <summary>Models that one request brings, 1 to 100; all are returned whatever it is.</summary>
    public int PageSize { get; init; } = 50;
}
