using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>What one server knows of a run.</summary>
internal sealed record ToldRun
{
    public required string RunId { get; init; }

    public required string ArtifactUri { get; init; }

    public required string Status { get; init; }

    public bool HasParams { get; init; }

    /// <summary>How far the events of <c>events.jsonl</c> are told.</summary>
    public LogPosition Events { get; init; } = LogPosition.Start;

    /// <summary>
    /// Optimizer steps up to which windows are told. A run that goes on from a checkpoint does some steps again and tells of them again in its file:
    /// a server keeps what it was told first.
    /// </summary>
    public int Step { get; init; }

    /// <summary>Epochs up to which results are told, for the same reason.</summary>
    public int Epoch { get; init; }

    /// <summary>Hash of the first line of <c>events.jsonl</c>; another one means that the file was begun anew. Null before the first line.</summary>
    public string? EventsHead { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why it did not finish, as told; null if nothing was. A run that goes on after that, and finishes, takes it back.</summary>
    public string? Failure { get; init; }

    /// <summary>Artifacts by name, with a hash of what was sent.</summary>
    public IReadOnlyDictionary<string, string> Artifacts { get; init; } = new Dictionary<string, string>();

    /// <summary>When the run ended, if its result is told. A run that was cancelled may yet go on, and end once more.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Whether a server has yet to be told of an event.</summary>
    public bool IsNew(RunEvent happened) => happened switch
    {
        RunEvent.StepWindow window => window.Step > Step,
        RunEvent.EpochEnded epoch => epoch.Result.Epoch > Epoch,
        _ => true,
    };

    /// <summary>What a server knows once it was told of events.</summary>
    public ToldRun After(IEnumerable<RunEvent> events) => events.Aggregate(this, (told, happened) => happened switch
    {
        RunEvent.StepWindow window => told with { Step = Math.Max(told.Step, window.Step) },
        RunEvent.EpochEnded epoch => told with { Epoch = Math.Max(told.Epoch, epoch.Result.Epoch) },
        _ => told,
    });
}
