using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>How replicas are run and how their gradients meet. All ways give the same gradients.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ParallelMode>))]
public enum ParallelMode
{
    /// <summary>Persistent replicas in one process, one thread a device.</summary>
    Replicas,

    /// <summary>One process a device, or a host, that exchange gradients by MPI or NCCL.</summary>
    Processes,

    /// <summary>The way of torch.nn.DataParallel, for comparison: every step device 0 hands out parameters and images, and gathers scores and gradients.</summary>
    DataParallel,
}
