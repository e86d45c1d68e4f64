using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Execution;

/// <summary>One line of <c>journal.jsonl</c>: what the runner did and when. The run folders decide what is done again; this tells why.</summary>
internal sealed record JournalEntry(int Version, DateTimeOffset Time, JournalState State, string? RunId = null, string? Detail = null);

[JsonConverter(typeof(SnakeCaseEnumConverter<JournalState>))]
internal enum JournalState
{
    SweepStarted,
    SweepResumed,

    /// <summary>A run was given its devices on this machine. Not where Slurm gives them.</summary>
    RunLeased,
    RunStarted,

    /// <summary>An attempt failed, and another follows.</summary>
    RunRetried,

    /// <summary>Found by a later session: whoever was at it is gone.</summary>
    RunInterrupted,
    RunFinished,
    RunFailed,
    RunCancelled,
    RunNotNeeded,
    SweepEnded,
    SweepInterrupted,

    /// <summary>All runs are with Slurm, and nobody watches them.</summary>
    SweepDetached,

    /// <summary>Who did a run for the sweep's runner has left its result and goes.</summary>
    WorkerEnded,
}
