using System.Text.Json;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>A planned run that did not finish, and why.</summary>
/// <param name="Run">The run.</param>
/// <param name="Cell">The cell that it is a repeat of.</param>
/// <param name="State">In a word or two.</param>
/// <param name="Kind">Why it failed; null if it did not fail.</param>
/// <param name="Message">In a sentence.</param>
/// <param name="LastLines">Of stderr; empty where there are none.</param>
internal sealed record RunTrouble(RunRecord Run, Cell Cell, string State, FailureKind? Kind, string Message, IReadOnlyList<string> LastLines)
{
    /// <summary>For example <c>failed: out of memory</c>.</summary>
    public string StateAndKind => Kind is { } kind
        ? $"{State}: {JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString()).Replace('_', ' ')}"
        : State;

    public static IEnumerable<RunTrouble> Of(Cell cell) =>
        cell.Runs.Select(run => Of(cell, run)).OfType<RunTrouble>();

    private static RunTrouble? Of(Cell cell, RunRecord run) => run.State switch
    {
        RunState.Finished => null,
        RunState.Failed { Outcome: var outcome } =>
            new RunTrouble(run, cell, "failed", outcome.Kind, $"{outcome.Message} (exit code {FigureText.Count(outcome.ExitCode)})", outcome.LastLines),
        RunState.Cancelled cancelled => new RunTrouble(run, cell, "cancelled", null, cancelled.Reason, []),
        RunState.Interrupted interrupted => new RunTrouble(run, cell, "interrupted", null, Interrupted(interrupted.Steps), []),
        RunState.Unreadable unreadable => new RunTrouble(run, cell, "unreadable", null, unreadable.Message, []),
        RunState.NotStarted => new RunTrouble(run, cell, "not run", null, "Never started.", []),
        _ => throw new InvalidOperationException($"{run.State.GetType().Name} is no state of a run."),
    };

    private static string Interrupted(int steps) =>
        $"No result; interrupted or still running, {FigureText.Count(steps, "optimizer step", "optimizer steps")} told of.";
}
