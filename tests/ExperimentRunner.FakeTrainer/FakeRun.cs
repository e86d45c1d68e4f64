using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.FakeTrainer;

/// <summary>Plays a run.</summary>
/// <param name="paths">Its folder.</param>
/// <param name="spec">What it was told.</param>
/// <param name="known">Images per second; null lets them grow with devices to the power of 0.9 and by half with mixed precision.</param>
/// <param name="time">When it is.</param>
internal sealed class FakeRun(RunPaths paths, RunSpec spec, double? known, TimeProvider time)
{
    private const int Windows = 20;
    private const int StepsPerWindow = 5;
    private const int WindowsPerCheckpoint = 5;

    private readonly double imagesPerSecond = known ?? 100 * Math.Pow(spec.Devices, 0.9) * (spec.Amp == Amp.Off ? 1 : 1.5);
    private DateTimeOffset started = time.GetUtcNow();

    /// <summary>As the trainer does it: in pieces between which it can be stopped, and go on.</summary>
    /// <param name="crashesAt">A window behind which it crashes if it did not go on from a checkpoint; null never does.</param>
    /// <exception cref="OperationCanceledException">Somebody asked to stop.</exception>
    public void PlayOn(TimeSpan pause, int? crashesAt, CancellationToken stop)
    {
        var checkpoint = new FakeCheckpoint(paths);
        (int Window, long EventsBytes, DateTimeOffset Started)? left = checkpoint.Read();
        started = left?.Started ?? started;
        using var events = new LineLog<RunEvent>(paths.Events, CompactRunJson.Default.RunEvent);
        events.CutTo(left?.EventsBytes ?? 0);
        events.Append(left is { } at
            ? new RunEvent.Resumed { Time = time.GetUtcNow(), Used = Used(), Epoch = 1, Step = at.Window * StepsPerWindow }
            : new RunEvent.Started { Time = time.GetUtcNow(), Used = Used() });
        for (int window = (left?.Window ?? 0) + 1; window <= Windows; window++)
        {
            stop.WaitHandle.WaitOne(pause);
            stop.ThrowIfCancellationRequested();
            events.Append(Window(window));
            if (window % WindowsPerCheckpoint == 0)
            {
                checkpoint.Write(window, events.Length, started);
            }

            if (window == crashesAt && left is null)
            {
                throw new InvalidOperationException("This is the crash that was ordered.");
            }
        }

        events.Append(new RunEvent.EpochEnded { Time = time.GetUtcNow(), Result = Epoch() });
        WriteResult(new RunOutcome.Finished());
        events.Append(new RunEvent.Ended { Time = time.GetUtcNow(), Outcome = new RunOutcome.Finished() });
        checkpoint.Delete();
    }

    /// <summary>Fails behind a checkpoint; the result has the start of the first attempt, as the trainer tells it.</summary>
    public void FailBehindCheckpoint()
    {
        var checkpoint = new FakeCheckpoint(paths);
        started = checkpoint.Read()?.Started ?? started;
        checkpoint.Write(window: 0, eventsBytes: 0, started);
        WriteResult(new RunOutcome.Failed(FailureKind.Crash, TrainerExitCode.Crash, "This is the failure that was ordered.", []));
    }

    public void Play(TimeSpan pause)
    {
        using var events = new LineLog<RunEvent>(paths.Events, CompactRunJson.Default.RunEvent);
        events.Append(new RunEvent.Started { Time = time.GetUtcNow(), Used = Used() });
        for (int window = 1; window <= Windows; window++)
        {
            Thread.Sleep(pause);
            events.Append(Window(window));
        }

        events.Append(new RunEvent.EpochEnded { Time = time.GetUtcNow(), Result = Epoch() });
        WriteResult(new RunOutcome.Finished());
        events.Append(new RunEvent.Ended { Time = time.GetUtcNow(), Outcome = new RunOutcome.Finished() });
    }

    /// <summary>Tells that it has begun, no more.</summary>
    public void Begin()
    {
        using var events = new LineLog<RunEvent>(paths.Events, CompactRunJson.Default.RunEvent);
        events.Append(new RunEvent.Started { Time = time.GetUtcNow(), Used = Used() });
    }

    public void WriteResult(RunOutcome outcome) => WholeFile.WriteJson(paths.Result, Result(outcome), RunJson.Default.RunResult);

    private RunResult Result(RunOutcome outcome) => new()
    {
        RunId = Path.GetFileName(paths.Folder),
        Outcome = outcome,
        Started = started,
        Ended = time.GetUtcNow(),
        Used = Used(),
        Timing = outcome is RunOutcome.Finished ? Timing() : null,
        Epochs = outcome is RunOutcome.Finished ? [Epoch()] : [],
        PeakMemoryBytes = 500_000_000L * spec.Devices,
    };

    private RunTiming Timing() => new()
    {
        WarmupSteps = 3,
        MeasuredSteps = (Windows * StepsPerWindow) - 3,
        ImagesPerSecond = imagesPerSecond,
        StepSecondsMedian = spec.GlobalBatch / imagesPerSecond,
        StepSecondsP95 = 1.1 * spec.GlobalBatch / imagesPerSecond,
        Split = Split(),
        PreparationSeconds = 0.1,
        TrainSeconds = Windows * StepsPerWindow * spec.GlobalBatch / imagesPerSecond,
        EvaluationSeconds = 0.5,
        WallSeconds = 1 + (Windows * StepsPerWindow * spec.GlobalBatch / imagesPerSecond),
    };

    private StepSplit Split()
    {
        double step = spec.GlobalBatch / imagesPerSecond;
        return new StepSplit(0.05 * step, 0.25 * step, 0.55 * step, 0.1 * step, 0.05 * step);
    }

    private EpochResult Epoch() => new()
    {
        Epoch = 1,
        Step = Windows * StepsPerWindow,
        ImagesSeen = Windows * StepsPerWindow * (long)spec.GlobalBatch,
        TrainLoss = 0.2,
        TestLoss = 0.25,
        Correct = 95,
        TestImages = 100,
        TrainSeconds = 1,
        EvaluationSeconds = 0.5,
        ElapsedSeconds = 1.5,
    };

    private RunEvent.StepWindow Window(int window) => new()
    {
        Time = time.GetUtcNow(),
        Epoch = 1,
        Step = window * StepsPerWindow,
        ImagesSeen = window * StepsPerWindow * (long)spec.GlobalBatch,
        Loss = 2.0 / window,
        LearningRate = spec.LearningRate,
        ImagesPerSecond = imagesPerSecond,
        Split = Split(),
        IsWarmup = false,
    };

    private UsedSettings Used() => new()
    {
        Backend = spec.Backend == Backend.Cuda ? Backend.Cuda : Backend.Cpu,
        DeviceName = "fake",
        Devices = spec.Devices,
        ThreadsPerDevice = spec.ThreadsPerDevice,
        BatchPerDevice = spec.BatchPerDevice,
        Accumulate = spec.Train.Accumulate,
        GlobalBatch = spec.GlobalBatch,
        LearningRate = spec.LearningRate,
        Precision = spec.Amp == Amp.Off ? Precision.Fp32 : Precision.Bf16,
        ChannelsLast = true,
        TrainImages = 1000,
        TestImages = 100,
        Classes = ["apple", "pear"],
        StepsPerEpoch = Windows * StepsPerWindow,
        Parameters = 11_000_000,
        Library = "fake 1.0",
    };
}
