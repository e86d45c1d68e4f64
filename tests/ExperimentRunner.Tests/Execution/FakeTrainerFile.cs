namespace ExperimentRunner.Tests.Execution;

/// <summary>The fake trainer that was built beside these tests, in the same configuration.</summary>
internal static class FakeTrainerFile
{
    public static string Location { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "ExperimentRunner.FakeTrainer", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "ExperimentRunner.FakeTrainer.dll"));
}
