namespace ExperimentRunner.MSBuild.Tests;

/// <summary>What was built beside these tests, in the same configuration.</summary>
internal static class Built
{
    private static readonly string Pivot = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    public static string Configuration { get; } = Pivot.StartsWith("release", StringComparison.Ordinal) ? "Release" : "Debug";

    public static string FakeTrainer { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "ExperimentRunner.FakeTrainer", Pivot, "ExperimentRunner.FakeTrainer.dll"));
}
