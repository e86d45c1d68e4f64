using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>What a probe run leaves out, to show what it costs.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ProbeKind>))]
public enum ProbeKind
{
    /// <summary>Images are random numbers that lie ready: nothing is decoded, augmented or waited for.</summary>
    NoData,

    /// <summary>Each device updates from its own gradients alone; devices still wait for the slowest of them at the end of a step.</summary>
    NoExchange,
}
