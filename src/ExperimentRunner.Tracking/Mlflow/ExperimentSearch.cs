namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Which experiments are wanted, and in what order.</summary>
public sealed record ExperimentSearch
{
    /// <summary>For example <c>name LIKE 'resnet%' AND tags.team = 'a'</c>; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>For example <c>last_update_time DESC</c>; empty leaves it to the server: the newest first.</summary>
    public IReadOnlyList<string> OrderBy { get; init; } = [];

    public MlflowView View { get; init; }

    /// <summary>Experiments that one request brings, 1 to 50,000; all are returned whatever it is.</summary>
    public int PageSize { get; init; } = 1000;
}
