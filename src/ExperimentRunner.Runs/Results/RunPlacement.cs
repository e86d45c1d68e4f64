using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Results;

/// <summary>Where the runner let a run work.</summary>
public sealed record RunPlacement
{
    /// <summary>UUIDs of its GPUs; empty on a CPU.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Gpus { get; init; } = [];

    /// <summary>Numbers of the cores that all its threads were held to; empty if they could use all.</summary>
    [JsonRequired]
    public IReadOnlyList<int> Cores { get; init; } = [];

    /// <summary>Other runs could work beside it (<c>timing: packed</c>), so that none of its times is a timing.</summary>
    [JsonRequired]
    public required bool IsPacked { get; init; }
}
