using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Sweeps;

/// <summary>Whether runs may share a machine.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<TimingMode>))]
public enum TimingMode
{
    /// <summary>Each run has the machine to itself, so that its times are its own.</summary>
    Exclusive,

    /// <summary>Runs go side by side on devices of their own: for accuracy, not for times.</summary>
    Packed,
}
