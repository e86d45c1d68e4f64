using System.Globalization;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Model.Export;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Epochs and steps of a run from where it is to its end.</summary>
/// <param name="keeper">Gets the weights of each evaluation; null keeps none.</param>
internal sealed class TrainingLoop(
    RunSpec run, TrainingSession session, TrainingProgress progress, RunCheckpoints checkpoints, ModelKeeper? keeper, EventLog events, TimeProvider time)
{
    private readonly TrainSpec spec = run.Train;

    /// <summary>Steps after which a probe ends; null in a run that trains.</summary>
    private readonly int? probeSteps = run.Probe?.Steps;

    private TargetReach? Target => TargetReach.Of(spec.TargetAccuracy, progress.Epochs);

    private bool IsProbed => progress.Step >= probeSteps;

    private bool IsDone => probeSteps is null ? progress.Epoch > spec.Epochs || (spec.StopAtTarget && Target is { IsReached: true }) : IsProbed;

    /// <exception cref="DivergedException">The loss is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Somebody asked to stop; the checkpoint to go on from is written.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        while (!IsDone)
        {
            TrainEpoch(cancellationToken);
            if (probeSteps is not null)
            {
                progress.NextEpoch();
                continue;
            }

            EndEpoch(cancellationToken);
            if (!IsDone)
            {
                checkpoints.AfterEpoch(session.State, progress);
            }
        }

        TellWindow();
        WarnAtEnd();
    }

    private void TrainEpoch(CancellationToken cancellationToken)
    {
        session.BeginEpoch(progress.Epoch, progress.StepInEpoch);
        while (progress.StepInEpoch < session.Steps.StepsPerEpoch && !IsProbed)
        {
            StopIfAsked(cancellationToken);
            TrainStep();
            checkpoints.AfterStep(session.State, progress);
        }
    }

    private void StopIfAsked(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            checkpoints.AtStop(session.State, progress);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    private void TrainStep()
    {
        // Not to be cancelled: a step that stops halfway leaves running statistics that no other run would have.
        StepRecord record = session.Step(progress.Step, CancellationToken.None);
        if (!double.IsFinite(record.LossSum))
        {
            throw new DivergedException(
                $"The loss is {record.LossSum} at step {progress.Step + 1} (epoch {progress.Epoch}, learning rate {session.LearningRate:G4}). Use a lower train.base_lr or a longer train.warmup_epochs.");
        }

        progress.AddStep(record);
        events.Beat();
        if (progress.Window.IsFull)
        {
            TellWindow();
        }
    }

    private void TellWindow()
    {
        if (!progress.Window.IsEmpty)
        {
            events.Window(progress.Window, session.LearningRate);
            progress.Window.Clear();
        }
    }

    private void EndEpoch(CancellationToken cancellationToken)
    {
        long begin = time.GetTimestamp();
        EvaluationResult test = session.Evaluate(keeper, events.Beat, cancellationToken);
        StopIfAsked(cancellationToken);
        if (!double.IsFinite(test.LossSum))
        {
            throw new DivergedException($"The test loss is {test.LossSum} after epoch {progress.Epoch}. Use a lower train.base_lr or a longer train.warmup_epochs.");
        }

        EpochResult result = progress.EndEpoch(test, time.GetElapsedTime(begin).TotalSeconds);
        events.EpochEnded(result);
        if (Target is { } target && target.Epoch == result.Epoch)
        {
            events.TargetReached(target);
        }
    }

    private void WarnAtEnd()
    {
        if (session.SkippedSteps > 0)
        {
            events.Warn($"fp16: {session.SkippedSteps} of {progress.Step} steps made no update, since their gradients overflowed; the learning-rate schedule waited for them.");
        }

        if (Target is { IsReached: false } missed)
        {
            events.Warn(string.Create(
                CultureInfo.InvariantCulture,
                $"train.target_accuracy {missed.Accuracy} was not reached: the best accuracy of {progress.Epochs.Count} epochs was {progress.Epochs.Max(epoch => epoch.Accuracy):0.####}."));
        }
    }
}
