using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting;

/// <summary>What the folder of a planned run says of it.</summary>
internal abstract record RunState
{
    private RunState()
    {
    }

    public sealed record Finished(RunResult Result) : RunState;

    public sealed record Failed(RunResult Result, RunOutcome.Failed Outcome) : RunState;

    public sealed record Cancelled(RunResult Result, string Reason) : RunState;

    /// <summary>It began and left no result: it was interrupted, or it is still running.</summary>
    /// <param name="Steps">Optimizer steps that it told of.</param>
    public sealed record Interrupted(int Steps) : RunState;

    /// <summary>A file of its folder is not what it should be.</summary>
    public sealed record Unreadable(string Message) : RunState;

    public sealed record NotStarted : RunState;

    /// <summary>Earlier repeats of its cell said enough; a report is made without it.</summary>
    public sealed record NotNeeded : RunState;

    /// <summary>What result.json holds; null where there is none that can be read.</summary>
    public RunResult? WrittenResult => this switch
    {
        Finished finished => finished.Result,
        Failed failed => failed.Result,
        Cancelled cancelled => cancelled.Result,
        Interrupted or Unreadable or NotStarted or NotNeeded => null,
        _ => throw new InvalidOperationException($"{GetType().Name} is no state of a run."),
    };
}
