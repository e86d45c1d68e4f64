using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Results;

/// <summary>Mean seconds of one optimizer step, by what they were spent on, averaged over the devices.</summary>
/// <param name="DataWait">Waiting for images.</param>
/// <param name="Forward">Forward pass and loss.</param>
/// <param name="Backward">Backward pass.</param>
/// <param name="Exchange">Waiting for the other replicas and summing gradients.</param>
/// <param name="Optimizer">Updating parameters.</param>
/// <param name="ReplicaWait">The part of <paramref name="Exchange"/> that a device waited for a slower one; 0 where the exchange does not tell.</param>
/// <param name="Copy">Moving images from the host to the device; 0 where both have the same memory, and in results without the field, which count it as <paramref name="DataWait"/>.</param>
public sealed record StepSplit(
    double DataWait,
    double Forward,
    double Backward,
    double Exchange,
    double Optimizer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double ReplicaWait = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] double Copy = 0)
{
    /// <summary>Seconds of one step.</summary>
    public double Total => DataWait + Copy + Forward + Backward + Exchange + Optimizer;
}
