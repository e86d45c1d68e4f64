using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>What stays the same while devices grow.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ScalingKind>))]
internal enum ScalingKind
{
    /// <summary>The batch per device, so that the global batch grows: the article's way.</summary>
    Weak,

    /// <summary>The global batch, so that the batch per device shrinks.</summary>
    Strong,

    /// <summary>Neither batch.</summary>
    Neither,
}
