using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>What a few steps of a shape on random numbers told of its speed and its memory.</summary>
internal sealed record ProbedShape
{
    public required ProbedMemory Memory { get; init; }

    /// <summary>Of training, all devices together; null if no step was measured.</summary>
    public required double? TrainImagesPerSecond { get; init; }

    /// <summary>Of evaluation; null if none was measured.</summary>
    public required double? TestImagesPerSecond { get; init; }

    /// <summary>From the start of the process to its end, less training and evaluation.</summary>
    public required TimeSpan Overhead { get; init; }

    /// <summary>Null if the probe did not measure a step.</summary>
    public RunEstimate? Estimate(RunSpec spec, ImageCount images)
    {
        if (TrainImagesPerSecond is not { } train || TestImagesPerSecond is not { } test)
        {
            return null;
        }

        double seconds = spec.Probe is { Steps: var steps } ? steps * spec.GlobalBatch / train : spec.Train.Epochs * ((images.Train / train) + (images.Test / test));
        return new RunEstimate(Overhead + TimeSpan.FromSeconds(Math.Min(seconds, FlopEstimate.MostSeconds)), EstimateBasis.Probed);
    }
}
