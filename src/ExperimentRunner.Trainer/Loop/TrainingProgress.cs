using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Loop.Checkpoints;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>How far a run is and what it has measured.</summary>
internal sealed class TrainingProgress
{
    private readonly List<EpochResult> epochs = [];
    private double epochLossSum;
    private long epochImages;
    private double epochSeconds;

    /// <param name="totalSteps">Steps of the whole run.</param>
    /// <param name="saved">Where an interrupted run was; null begins one.</param>
    public TrainingProgress(int totalSteps, ResumePoint? saved = null)
    {
        Window = new StepWindow(totalSteps, saved?.Progress.Window);
        if (saved is null)
        {
            Meter = new StepMeter();
            return;
        }

        RunProgress progress = saved.Progress;
        Meter = new StepMeter(progress.Meter, saved.MeasuredSeconds);
        Epoch = progress.Epoch;
        StepInEpoch = progress.StepInEpoch;
        EvaluationSeconds = progress.EvaluationSeconds;
        (epochLossSum, epochImages, epochSeconds) = (progress.EpochLossSum, progress.EpochImages, progress.EpochSeconds);
        epochs.AddRange(progress.Epochs);
    }

    public StepMeter Meter { get; }

    public StepWindow Window { get; }

    /// <summary>The epoch at work, from 1.</summary>
    public int Epoch { get; private set; } = 1;

    /// <summary>Steps done in the epoch at work.</summary>
    public int StepInEpoch { get; private set; }

    /// <summary>Steps done in the run.</summary>
    public int Step => Window.Step;

    public double EvaluationSeconds { get; private set; }

    public IReadOnlyList<EpochResult> Epochs => epochs;

    public void AddStep(StepRecord record)
    {
        bool isWarmup = Meter.IsWarmingUp;
        Meter.Add(record);
        Window.Add(record, Epoch, isWarmup);
        StepInEpoch++;
        epochLossSum += record.LossSum;
        epochImages += record.Images;
        epochSeconds += record.Seconds;
    }

    /// <summary>Closes the epoch at work and goes on to the next.</summary>
    public EpochResult EndEpoch(EvaluationResult test, double evaluationSeconds)
    {
        EvaluationSeconds += evaluationSeconds;
        var result = new EpochResult
        {
            Epoch = Epoch,
            Step = Step,
            ImagesSeen = Window.ImagesSeen,
            TrainLoss = epochLossSum / epochImages,
            TestLoss = test.LossSum / test.Images,
            Correct = test.Correct,
            TestImages = test.Images,
            TrainSeconds = epochSeconds,
            EvaluationSeconds = evaluationSeconds,
            ElapsedSeconds = Meter.TotalSeconds + EvaluationSeconds,
        };
        epochs.Add(result);
        Epoch++;
        (StepInEpoch, epochLossSum, epochImages, epochSeconds) = (0, 0, 0, 0);
        return result;
    }

    /// <summary>Goes on to the next epoch of a probe, which evaluates none.</summary>
    public void NextEpoch()
    {
        Epoch++;
        StepInEpoch = 0;
    }

    /// <param name="run">What is known of the run beside its progress.</param>
    public RunProgress Save(RunProgress run) => run with
    {
        Epoch = Epoch,
        StepInEpoch = StepInEpoch,
        EpochLossSum = epochLossSum,
        EpochImages = epochImages,
        EpochSeconds = epochSeconds,
        EvaluationSeconds = EvaluationSeconds,
        Window = Window.State,
        Meter = Meter.State,
        Epochs = [.. epochs],
    };
}
