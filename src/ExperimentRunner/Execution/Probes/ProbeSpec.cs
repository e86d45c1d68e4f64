using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Probes;

/// <summary>
/// What of a run decides its memory and the time of its steps, as a run of eight steps on random numbers, of which five are measured. Its images
/// are those of two steps, seen four times, so that they take next to no memory. Runs that differ in nothing else have the same.
/// </summary>
internal static class ProbeSpec
{
    private const int StepsPerEpoch = 2;
    private const int Epochs = 4;

    public static RunSpec Of(RunSpec spec)
    {
        RunSpec timing = TimingSpec.Of(spec);
        return timing with
        {
            Data = TimingSpec.RandomImages(spec.Data, StepsPerEpoch * spec.BatchPerDevice * spec.Devices) with { TestImages = spec.BatchPerDevice * spec.Devices },
            Train = timing.Train with { Accumulate = 1, Epochs = Epochs },
            Seed = 1,
        };
    }
}
