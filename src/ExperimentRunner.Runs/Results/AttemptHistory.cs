using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Runs.Results;

/// <summary>The content of <c>attempts.json</c>: what was tried of a run, and with which batch it is tried next. What was asked for stays in <c>run.json</c>.</summary>
public sealed record AttemptHistory
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    /// <summary>What the trainer is to use.</summary>
    public required int BatchPerDevice { get; init; }

    public required int Accumulate { get; init; }

    /// <summary>Why that is not what the run asks for, as a sentence; null if it is.</summary>
    public string? Reason { get; init; }

    /// <summary>How often a run that crashed, stalled or took too long may be tried again.</summary>
    public required int Retries { get; init; }

    /// <summary>Attempts that failed and were followed by another.</summary>
    public required IReadOnlyList<RunAttempt> Failed { get; init; }

    /// <summary>The first attempt, with the batch that is asked for.</summary>
    /// <param name="retries">See <see cref="Retries"/>.</param>
    public static AttemptHistory Begin(RunSpec asked, int retries) => new()
    {
        BatchPerDevice = asked.BatchPerDevice,
        Accumulate = asked.Train.Accumulate,
        Retries = retries,
        Failed = [],
    };

    /// <summary>What a trainer is to do in a run folder: <c>run.json</c> with the batch of <c>attempts.json</c>, if there is one. Null without a run.json.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static RunSpec? ReadSpec(RunPaths run)
    {
        RunSpec? asked = WholeFile.ReadJson(run.Spec, RunJson.Default.RunSpec);
        return asked is null ? null : WholeFile.ReadJson(run.Attempts, RunJson.Default.AttemptHistory)?.ApplyTo(asked) ?? asked;
    }

    /// <summary>The attempt of which a result is.</summary>
    public RunAttempt Attempt(RunResult result)
    {
        var failed = result.Outcome as RunOutcome.Failed;
        return new RunAttempt
        {
            Started = result.Started,
            Ended = result.Ended,
            BatchPerDevice = BatchPerDevice,
            Accumulate = Accumulate,
            Failure = failed?.Kind,
            Message = failed?.Message,
        };
    }

    /// <summary>Whether a result is of an attempt that is noted as failed, so that the next one is due. Attempts that go on from a checkpoint share their start.</summary>
    public bool IsBehind(RunResult result) => Failed.Any(attempt => attempt.Ended == result.Ended);

    /// <summary>All retries anew, with the same batch.</summary>
    public AttemptHistory WithoutFailures() => this with { Failed = [] };

    /// <summary>Whether the trainer is to use another batch than the run asks for.</summary>
    public bool Changes(RunSpec asked) => BatchPerDevice != asked.BatchPerDevice;

    /// <summary>The same global batch and learning rate, in other pieces.</summary>
    public RunSpec ApplyTo(RunSpec asked) => asked with { BatchPerDevice = BatchPerDevice, Train = asked.Train with { Accumulate = Accumulate } };
}
