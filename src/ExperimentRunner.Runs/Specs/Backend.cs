using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>Where replicas live.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Backend>))]
public enum Backend
{
    /// <summary>CUDA where there is a GPU, else CPU; never some runs of a sweep here and some there.</summary>
    Auto,

    /// <summary>A device is a worker with its own fixed number of threads.</summary>
    Cpu,

    /// <summary>A device is one GPU.</summary>
    Cuda,
}
