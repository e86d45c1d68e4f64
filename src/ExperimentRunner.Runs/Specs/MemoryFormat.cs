using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>How activations and weights are laid out.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<MemoryFormat>))]
public enum MemoryFormat
{
    /// <summary>All channels of a pixel side by side (NHWC).</summary>
    ChannelsLast,

    /// <summary>All pixels of a channel side by side (NCHW).</summary>
    Contiguous,
}
