namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>The content of a run's <c>tracking.json</c>.</summary>
internal sealed record RunLedger
{
    public int Version { get; init; } = 1;

    /// <summary>
    /// Names this attempt at the run. Written before a server is told of it, and told with it, so that after a crash the run
    /// on the server can be found again, and told apart from the run of an earlier attempt.
    /// </summary>
    public required string Attempt { get; init; }

    /// <summary>By the name under which the server is remembered: its address, without credentials.</summary>
    public IReadOnlyDictionary<string, ToldRun> Servers { get; init; } = new Dictionary<string, ToldRun>();
}
