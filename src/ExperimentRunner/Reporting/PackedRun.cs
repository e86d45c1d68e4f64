using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting;

/// <summary>A run that others worked beside: what it learned counts, its times do not.</summary>
internal static class PackedRun
{
    public static bool Is(RunResult result) => result.Placement is { IsPacked: true };

    /// <summary>The result without its times, so that no figure of a report is made of them; result.json keeps them.</summary>
    public static RunResult WithoutTimes(RunResult result) => Is(result)
        ? result with { Timing = null, Target = result.Target is { } target ? target with { Seconds = null } : null }
        : result;
}
