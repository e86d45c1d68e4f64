namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>The content of a sweep's <c>tracking.json</c>: what each server has been told of the sweep itself.</summary>
internal sealed record SweepLedger
{
    public int Version { get; init; } = 1;

    /// <summary>By the name under which the server is remembered: its address, without credentials.</summary>
    public IReadOnlyDictionary<string, ToldSweep> Servers { get; init; } = new Dictionary<string, ToldSweep>();
}
