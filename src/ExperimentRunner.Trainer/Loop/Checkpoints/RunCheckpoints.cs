using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>Writes the checkpoints of a run when they are due, and counts what they cost.</summary>
/// <param name="folder">Null where another process writes.</param>
/// <param name="before">What the run did before it was interrupted; null if it was not.</param>
/// <param name="describe">Tells of the run what is not its progress.</param>
internal sealed class RunCheckpoints(
    CheckpointPolicy policy, CheckpointFolder? folder, CheckpointUse? before, Func<RunProgress> describe, EventLog events, TimeProvider time)
{
    private long last = time.GetTimestamp();

    public CheckpointUse Use { get; private set; } = before is null ? new CheckpointUse(0, 0, 0) : before with { Resumes = before.Resumes + 1 };

    public void AfterStep(SessionState state, TrainingProgress progress)
    {
        if (policy.IsDueAfterStep(time.GetElapsedTime(last)))
        {
            Write(state, progress);
        }
    }

    public void AfterEpoch(SessionState state, TrainingProgress progress)
    {
        if (policy.IsDueAfterEpoch(time.GetElapsedTime(last)))
        {
            Write(state, progress);
        }
    }

    /// <summary>Somebody asked to stop.</summary>
    public void AtStop(SessionState state, TrainingProgress progress)
    {
        if (policy.AllowsWithinEpochs && progress.Step > 0)
        {
            Write(state, progress);
        }
    }

    /// <summary>A disk that is full costs the checkpoint, not the run.</summary>
    private void Write(SessionState state, TrainingProgress progress)
    {
        if (folder is null)
        {
            return;
        }

        events.Beat();
        long begin = time.GetTimestamp();
        int written = Use.Written + 1;
        try
        {
            events.FlushToDisk();
            RunProgress saved = progress.Save(describe()) with { Checkpoints = Use with { Written = written }, LossScaler = state.LossScaler };
            state.Save(tensors => folder.Write(saved, progress.Meter.MeasuredSeconds, tensors));
            Use = Use with { Written = written };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            events.Warn($"A checkpoint could not be written, so an interruption would cost more than it should: {exception.Message}");
        }

        events.Beat();
        last = time.GetTimestamp();
        Use = Use with { Seconds = Use.Seconds + time.GetElapsedTime(begin).TotalSeconds };
    }
}
