using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model.Export;
using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>One run from its spec to its figures.</summary>
/// <param name="keeper">Gets the weights of each evaluation; null keeps none.</param>
internal sealed class TrainingRun(RunSpec spec, ICollective processes, EventLog events, TimeProvider time, ModelKeeper? keeper = null)
{
    private readonly long begin = time.GetTimestamp();
    private readonly StepMeter meter = new();
    private readonly List<EpochResult> epochs = [];
    private double preparationSeconds;
    private double evaluationSeconds;

    /// <summary>Null until training has begun.</summary>
    public UsedSettings? Used { get; private set; }

    public IReadOnlyList<EpochResult> Epochs => epochs;

    public RunTiming? Timing => Used is null ? null : meter.Timing(preparationSeconds, evaluationSeconds, Seconds(begin));

    /// <exception cref="BadSpecException">The machine can't do what the spec asks.</exception>
    /// <exception cref="BadDataException">The images can't be used.</exception>
    /// <exception cref="DivergedException">The loss is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">Somebody asked to stop.</exception>
    public void Execute(CancellationToken cancellationToken)
    {
        if (processes.Size > 1 && spec.Train.Parallel != ParallelMode.Processes)
        {
            throw new BadSpecException($"The trainer was started as {processes.Size} processes, but train.parallel is not `processes`. Set it, or start one process.");
        }

        int localDevices = DeviceRanks.Of(processes, spec.Devices).Local;
        var devices = ComputeDevices.Take(spec.Backend, localDevices, spec.ThreadsPerDevice, first: processes.RankOnHost * localDevices);
        var precision = ComputePrecision.Choose(spec.Amp, devices);
        Dataset data = DatasetLoader.Load(spec.Data, spec.Seed, devices.Count * devices.ThreadsPerDevice, cancellationToken);
        foreach (string warning in SpecWarnings.Of(spec).Concat(data.Warnings).Concat(precision.Warning is { } text ? [text] : []))
        {
            events.Warn(warning);
        }

        RefuseTooFewImages(data);
        using var stop = new AgreedStop(processes, cancellationToken);
        using var session = new TrainingSession(spec, data, devices, precision, processes, stop, time);
        foreach (string warning in session.Warnings)
        {
            events.Warn(warning);
        }

        preparationSeconds = Seconds(begin);
        Used = session.Used();
        events.Started(Used);
        Train(session, stop.Token);
    }

    private void Train(TrainingSession session, CancellationToken cancellationToken)
    {
        var window = new StepWindow(spec.Train.Epochs * session.Steps.StepsPerEpoch);
        int step = 0;
        for (int epoch = 1; epoch <= spec.Train.Epochs; epoch++)
        {
            double trainSecondsBefore = meter.TotalSeconds;
            double lossSum = 0;
            long images = 0;
            session.BeginEpoch(epoch);
            for (int i = 0; i < session.Steps.StepsPerEpoch; i++, step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                StepRecord record = TrainStep(session, step, epoch, window, cancellationToken);
                lossSum += record.LossSum;
                images += record.Images;
            }

            EndEpoch(session, new EpochTraining(epoch, window, lossSum / images, meter.TotalSeconds - trainSecondsBefore), cancellationToken);
        }

        TellWindow(session, window);
        if (session.SkippedSteps > 0)
        {
            events.Warn($"fp16: {session.SkippedSteps} of {step} steps made no update, since their gradients overflowed; the learning-rate schedule waited for them.");
        }
    }

    private StepRecord TrainStep(TrainingSession session, int step, int epoch, StepWindow window, CancellationToken cancellationToken)
    {
        StepRecord record = session.Step(step, cancellationToken);
        if (!double.IsFinite(record.LossSum))
        {
            throw new DivergedException(
                $"The loss is {record.LossSum} at step {step + 1} (epoch {epoch}, learning rate {session.LearningRate:G4}). Use a lower train.base_lr or a longer train.warmup_epochs.");
        }

        bool isWarmup = meter.IsWarmingUp;
        meter.Add(record);
        window.Add(record, epoch, isWarmup);
        if (window.IsFull)
        {
            TellWindow(session, window);
        }

        return record;
    }

    private void TellWindow(TrainingSession session, StepWindow window)
    {
        if (!window.IsEmpty)
        {
            events.Window(window, session.LearningRate);
            window.Clear();
        }
    }

    private void EndEpoch(TrainingSession session, EpochTraining training, CancellationToken cancellationToken)
    {
        long evaluationBegin = time.GetTimestamp();
        EvaluationResult test = session.Evaluate(keeper, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (!double.IsFinite(test.LossSum))
        {
            throw new DivergedException($"The test loss is {test.LossSum} after epoch {training.Epoch}. Use a lower train.base_lr or a longer train.warmup_epochs.");
        }

        double seconds = Seconds(evaluationBegin);
        evaluationSeconds += seconds;
        var result = new EpochResult
        {
            Epoch = training.Epoch,
            Step = training.Window.Step,
            ImagesSeen = training.Window.ImagesSeen,
            TrainLoss = training.MeanLoss,
            TestLoss = test.LossSum / test.Images,
            Correct = test.Correct,
            TestImages = test.Images,
            TrainSeconds = training.Seconds,
            EvaluationSeconds = seconds,
            ElapsedSeconds = meter.TotalSeconds + evaluationSeconds,
        };
        epochs.Add(result);
        events.EpochEnded(result);
    }

    private void RefuseTooFewImages(Dataset data)
    {
        if (data.Train.Count < spec.GlobalBatch && spec.Train.DropLast)
        {
            throw new BadDataException(
                $"The global batch of {spec.GlobalBatch} is larger than the {data.Train.Count} training images, so an epoch has no step. Use a smaller batch or `train.drop_last: false`.");
        }
    }

    private double Seconds(long since) => time.GetElapsedTime(since).TotalSeconds;
}
