using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>What the estimate of a run's time rests on; the surest first.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EstimateBasis>))]
internal enum EstimateBasis
{
    /// <summary>Runs of the same cell.</summary>
    Measured,

    /// <summary>Runs of a cell that differs in nothing but how much there is to do: epochs, images.</summary>
    Scaled,

    /// <summary>A few steps of the same shape, on random numbers.</summary>
    Probed,

    /// <summary>Runs of the most similar cell, scaled by their arithmetic.</summary>
    Similar,

    /// <summary>Arithmetic alone, with an assumed rate.</summary>
    Rough,
}
