using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>How the learning rate moves after warm-up.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Schedule>))]
public enum Schedule
{
    Constant,

    /// <summary>Half a cosine from the peak rate to 0, which it reaches when the last step is done.</summary>
    Cosine,

    /// <summary>x <see cref="TrainSpec.StepGamma"/> every <see cref="TrainSpec.StepEpochs"/> epochs.</summary>
    Step,
}
