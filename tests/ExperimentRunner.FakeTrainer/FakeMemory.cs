using System.Globalization;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.FakeTrainer;

/// <summary>The environment variable FAKE_TRAINER_MEMORY: how many images a device has room for.</summary>
internal static class FakeMemory
{
    public static bool IsTooSmallFor(RunSpec spec) =>
        int.TryParse(Environment.GetEnvironmentVariable("FAKE_TRAINER_MEMORY"), NumberStyles.None, CultureInfo.InvariantCulture, out int room) && spec.BatchPerDevice > room;
}
