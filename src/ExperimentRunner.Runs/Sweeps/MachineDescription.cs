using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Sweeps;

/// <summary>The content of <c>machine.json</c>: where a sweep ran. Figures of different machines are not compared.</summary>
public sealed record MachineDescription
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    public required string HostName { get; init; }

    /// <summary>For example <c>AMD EPYC 9B45</c>.</summary>
    public required string Processor { get; init; }

    /// <summary>Cores that this process may use.</summary>
    public required int Cores { get; init; }

    public required long MemoryBytes { get; init; }

    public required string OperatingSystem { get; init; }

    /// <summary>For example <c>.NET 10.0.1</c>.</summary>
    public required string Runtime { get; init; }

    /// <summary>Names of the GPUs that nvidia-smi lists; empty without one.</summary>
    [JsonRequired]
    public IReadOnlyList<string> Gpus { get; init; } = [];

    /// <summary>Version of the GPUs' driver, as nvidia-smi tells it; null without one.</summary>
    public string? Driver { get; init; }
}
