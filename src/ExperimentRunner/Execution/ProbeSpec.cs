using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution;

/// <summary>What of a run decides its memory, as a run of two steps on random numbers. Runs that differ in nothing else have the same.</summary>
internal static class ProbeSpec
{
    private const int Steps = 2;

    public static RunSpec Of(RunSpec spec)
    {
        RunSpec timing = TimingSpec.Of(spec);
        return timing with
        {
            Data = TimingSpec.RandomImages(spec.Data, Steps * spec.BatchPerDevice * spec.Devices),
            Train = timing.Train with { Accumulate = 1 },
            Seed = 1,
        };
    }
}
