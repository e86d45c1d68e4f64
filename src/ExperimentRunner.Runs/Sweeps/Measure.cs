using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Sweeps;

/// <summary>What an expectation is about.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Measure>))]
public enum Measure
{
    /// <summary>Images/s over those of the reference cell; above 1 is faster.</summary>
    Speedup,

    /// <summary>Speedup over the ratio of devices to the reference cell's; 1 is perfect.</summary>
    Efficiency,

    /// <summary>Images a second in training.</summary>
    ImagesPerSecond,

    /// <summary>Median seconds of one optimizer step.</summary>
    StepTime,

    /// <summary>Share of test images that are right after the last epoch, 0 to 1.</summary>
    Accuracy,

    /// <summary>Accuracy of the reference cell less this one's, -1 to 1.</summary>
    AccuracyDrop,

    /// <summary>Seconds of training and evaluation to <c>train.target_accuracy</c>.</summary>
    TimeToTarget,

    /// <summary>Bytes.</summary>
    PeakMemory,
}
