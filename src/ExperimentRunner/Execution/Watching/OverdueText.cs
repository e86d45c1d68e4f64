using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution.Watching;

/// <summary>Why a trainer was ended from outside.</summary>
internal sealed record OverdueText(FailureKind Kind, string Message)
{
    /// <summary>Null if it was not.</summary>
    public static OverdueText? Of(RunLimits limits, bool hasTimedOut, bool hasStalled) => (hasTimedOut, hasStalled) switch
    {
        (true, _) => new(FailureKind.Timeout, $"The run took longer than limits.run_timeout ({limits.Timeout}) and was ended."),
        (_, true) => new(FailureKind.Stall, $"The trainer gave no sign of life for longer than limits.stall ({limits.Stall}) and was ended."),
        _ => null,
    };
}
