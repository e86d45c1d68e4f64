using System.Text.Json.Serialization;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>A batch that was too big for the memory of a machine.</summary>
internal sealed record Shortage
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    /// <summary>The run that found out.</summary>
    public required string RunId { get; init; }

    /// <summary>The machine.</summary>
    public required string Host { get; init; }

    public required int Devices { get; init; }

    public required int BatchPerDevice { get; init; }
}
