using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Model.Export;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Trains what a run folder says and leaves the result there, however the run ends.</summary>
/// <param name="job">The other processes of the run; null if there are none.</param>
/// <param name="exports">Leaves the trained model there, too.</param>
/// <param name="cacheFolder">Where decoded images are kept for later runs; null decodes into memory.</param>
/// <param name="isOrphaned">Whoever started this trainer has ended; null if nobody has to be there.</param>
internal sealed class RunHost(
    RunPaths paths, TimeProvider time, TextWriter output, TextWriter errors, ProcessJob? job = null, bool exports = false, string? cacheFolder = null, Func<bool>? isOrphaned = null)
{
    private readonly CheckpointFolder checkpoints = new(paths.Checkpoints);

    /// <summary>The run's id.</summary>
    private string FolderName => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(paths.Folder)));

    /// <returns>A <see cref="TrainerExitCode"/>.</returns>
    public int Execute(CancellationToken cancellationToken) => Leave((events, begin) => Guard(() =>
    {
        File.Delete(paths.Result);
        RunSpec spec = ReadSpec();
        Checkpoint? interrupted = Interrupted(spec, events);
        using ModelKeeper? keeper = exports && spec.Probe is null ? new ModelKeeper() : null;
        var run = new TrainingRun(job?.Share(spec) ?? spec, job?.Processes ?? new SingleProcess(), checkpoints, interrupted, events, time, keeper, cacheFolder);
        begin(run);
        run.Execute(cancellationToken);
        keeper?.Export(spec.Model, Labels(spec, run), paths.Model);
    }));

    /// <summary>Leaves a result that says why there can be no run.</summary>
    /// <returns>A <see cref="TrainerExitCode"/>.</returns>
    public int Refuse(Exception reason) => Leave((_, _) => Guard(() => throw reason));

    /// <summary>Leaves a result for a run of which nobody else could.</summary>
    /// <returns>A <see cref="TrainerExitCode"/>.</returns>
    public int Tell(RunOutcome outcome) => Leave((_, _) => outcome);

    /// <returns>The <see cref="TrainerExitCode"/> that says the same.</returns>
    public static int ExitCode(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Finished => TrainerExitCode.Success,
        RunOutcome.Failed failed => failed.ExitCode,
        RunOutcome.Cancelled => TrainerExitCode.Cancelled,
        _ => throw new InvalidOperationException($"{outcome} has no exit code."),
    };

    private int Leave(Func<EventLog, Action<TrainingRun>, RunOutcome> train)
    {
        int exitCode;
        using (TrainerLock? folderLock = TryLock())
        {
            // The folder may be a later runner's by now, who must find it as it was left.
            if (folderLock is not null && isOrphaned?.Invoke() != true)
            {
                return LeaveResult(train);
            }

            exitCode = folderLock is null ? TrainerExitCode.Locked : TrainerExitCode.Cancelled;
        }

        job?.Abandon(exitCode);
        return exitCode;
    }

    private int LeaveResult(Func<EventLog, Action<TrainingRun>, RunOutcome> train)
    {
        DateTimeOffset started = time.GetUtcNow();
        using var events = new EventLog(paths.Events, output, time);
        TrainingRun? run = null;
        RunOutcome Train() => train(events, begun => run = begun);
        RunOutcome outcome = job is null ? Train() : job.Guard(Train);
        if (outcome is RunOutcome.Failed { Kind: FailureKind.OutOfMemory } shortage && run is not null)
        {
            outcome = TellShortage(run, shortage, events);
        }

        WholeFile.WriteJson(paths.Result, Result(run, outcome, started, events), RunJson.Default.RunResult);
        events.Ended(outcome);
        if (outcome is RunOutcome.Finished)
        {
            checkpoints.Delete();
        }

        job?.End(outcome, ExitCode(outcome));
        return ExitCode(outcome);
    }

    /// <summary>Where an interrupted run goes on; null begins it.</summary>
    private Checkpoint? Interrupted(RunSpec spec, EventLog events)
    {
        var faults = new List<string>();
        Checkpoint? saved = checkpoints.OpenNewest(RunId.Of(spec), events.Length, faults.Add);
        if (saved is null)
        {
            events.Begin();
        }
        else
        {
            events.GoOnAt(saved.Progress.EventsBytes, saved.Progress.Warnings);
        }

        faults.ForEach(events.Warn);
        return saved;
    }

    private TrainerLock? TryLock()
    {
        try
        {
            Directory.CreateDirectory(paths.Folder);
            return TrainerLock.Take(paths);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{paths.Folder}: can't be used, or another trainer works in it: {exception.Message}");
            return null;
        }
    }

    private RunSpec ReadSpec()
    {
        try
        {
            return AttemptHistory.ReadSpec(paths)
                ?? throw new BadSpecException($"{paths.Spec} is not there. Give the folder of a run that ExperimentRunner planned.");
        }
        catch (InvalidDataException exception)
        {
            throw new BadSpecException(exception.Message, exception);
        }
    }

    private RunOutcome Guard(Action train)
    {
        try
        {
            train();
            return new RunOutcome.Finished();
        }
        catch (OperationCanceledException)
        {
            return new RunOutcome.Cancelled("The trainer was asked to stop.");
        }
#pragma warning disable CA1031 // A run's failure is a value; what it was is written to stderr and result.json.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            FailureKind kind = FailureCause.Of(exception);
            errors.WriteLine(kind == FailureKind.Crash ? exception.ToString() : exception.Message);
            return new RunOutcome.Failed(kind, TrainerExitCode.Of(kind), exception.Message, []);
        }
    }

    private ModelLabels Labels(RunSpec spec, TrainingRun run) => new()
    {
        RunId = FolderName,
        Accuracy = run.Epochs[^1].Accuracy,
        ImageSize = spec.Data.ImageSize,
        Classes = run.Used!.Classes,
    };

    /// <summary>Nothing is tried again here: the runner decides what becomes of a run that is too big for its machine.</summary>
    private static RunOutcome.Failed TellShortage(TrainingRun run, RunOutcome.Failed shortage, EventLog events)
    {
        long? peak = run.PeakMemoryBytes();
        events.OutOfMemory(run.Spec, run.Precision, peak, shortage.Message);
        return shortage with { Message = MemoryShortage.Describe(run.Spec, run.Precision, peak, shortage.Message) };
    }

    private RunResult Result(TrainingRun? run, RunOutcome outcome, DateTimeOffset started, EventLog events) => new()
    {
        RunId = FolderName,
        Outcome = outcome,
        Started = run?.Started ?? started,
        Ended = time.GetUtcNow(),
        Used = run?.Used,
        Timing = run?.Timing,
        Epochs = run?.Epochs ?? [],
        PeakMemoryBytes = run?.PeakMemoryBytes(),
        Target = run?.Target,
        Checkpoints = run?.Checkpoints,
        Warnings = events.Warnings,
    };
}
