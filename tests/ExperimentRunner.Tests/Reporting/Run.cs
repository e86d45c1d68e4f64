using System.Text.Json;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Reporting;

/// <summary>What may become of a run.</summary>
internal static class Run
{
    private static readonly DateTimeOffset Started = new(2026, 1, 31, 14, 26, 0, TimeSpan.Zero);

    public static RunSetup NotStarted { get; } = (_, _) => { };

    public static RunSetup Finished(double imagesPerSecond, double accuracy, Func<RunResult, RunResult>? change = null) => (paths, run) =>
    {
        RunResult result = Result(run, new RunOutcome.Finished()) with
        {
            Used = Used(run.Spec),
            Timing = Timing(run.Spec, imagesPerSecond),
            Epochs = [Epoch(1, accuracy * 0.8), Epoch(2, accuracy + 0.00625), Epoch(3, accuracy)],
            PeakMemoryBytes = 900_000_000L + (run.Spec.GlobalBatch * 5_000_000L),
        };
        Write(paths, run, change is null ? result : change(result));
    };

    /// <summary>A probe, which evaluates nothing.</summary>
    public static RunSetup Probed(double imagesPerSecond) => (paths, run) => Write(paths, run, Result(run, new RunOutcome.Finished()) with
    {
        Used = Used(run.Spec),
        Timing = Timing(run.Spec, imagesPerSecond) with { EvaluationSeconds = 0 },
        PeakMemoryBytes = 800_000_000L,
        Warnings = ["This is a probe of 30 steps on random numbers in place of images: its times count, and what it trained is worth nothing."],
    });

    public static RunSetup Failed(FailureKind kind, string message, params string[] lastLines) => (paths, run) =>
        Write(paths, run, Result(run, new RunOutcome.Failed(kind, TrainerExitCode.Of(kind), message, lastLines)));

    public static RunSetup Cancelled(string reason) => (paths, run) => Write(paths, run, Result(run, new RunOutcome.Cancelled(reason)));

    public static RunSetup Interrupted(int steps) => (paths, run) =>
    {
        WriteSpec(paths, run.Spec);
        using var log = new LineLog<RunEvent>(paths.Events, CompactRunJson.Default.RunEvent);
        log.Append(new RunEvent.Started { Time = Started, Used = Used(run.Spec) });
        log.Append(new RunEvent.EpochEnded { Time = Started, Result = Epoch(1, 0.5) with { Step = steps } });
    };

    public static RunSetup Broken(string resultJson) => (paths, run) =>
    {
        WriteSpec(paths, run.Spec);
        File.WriteAllText(paths.Result, resultJson);
    };

    public static void WriteSpec(RunPaths paths, RunSpec spec)
    {
        Directory.CreateDirectory(paths.Folder);
        File.WriteAllBytes(paths.Spec, JsonSerializer.SerializeToUtf8Bytes(spec, RunJson.Default.RunSpec));
    }

    private static void Write(RunPaths paths, PlannedRun run, RunResult result)
    {
        WriteSpec(paths, run.Spec);
        File.WriteAllBytes(paths.Result, JsonSerializer.SerializeToUtf8Bytes(result, RunJson.Default.RunResult));
    }

    private static RunResult Result(PlannedRun run, RunOutcome outcome) => new()
    {
        RunId = run.RunId,
        Outcome = outcome,
        Started = Started,
        Ended = Started.AddSeconds(30),
    };

    public static UsedSettings Used(RunSpec spec) => new()
    {
        Backend = Backend.Cpu,
        DeviceName = "AMD EPYC 9B45",
        Devices = spec.Devices,
        ThreadsPerDevice = spec.ThreadsPerDevice,
        BatchPerDevice = spec.BatchPerDevice,
        Accumulate = spec.Train.Accumulate,
        GlobalBatch = spec.GlobalBatch,
        LearningRate = (float)spec.LearningRate,
        Precision = spec.Amp switch
        {
            Amp.Off => Precision.Fp32,
            Amp.On or Amp.Bf16 => Precision.Bf16,
            Amp.Fp16 => Precision.Fp16,
        },
        ChannelsLast = true,
        TrainImages = 400,
        TestImages = 160,
        Classes = ["apple", "pear"],
        StepsPerEpoch = 400 / spec.GlobalBatch,
        Parameters = 11_180_616,
        Library = "libtorch 2.10.0",
    };

    private static RunTiming Timing(RunSpec spec, double imagesPerSecond)
    {
        double step = spec.GlobalBatch / imagesPerSecond;
        double exchange = spec.Devices == 1 ? 0 : 0.03;
        return new RunTiming
        {
            WarmupSteps = 3,
            MeasuredSteps = 27,
            ImagesPerSecond = imagesPerSecond,
            StepSecondsMedian = step,
            StepSecondsP95 = step * 1.08,
            Split = new StepSplit(step * 0.01, step * (0.33 - exchange), step * 0.64, step * exchange, step * 0.02),
            PreparationSeconds = 1.5,
            TrainSeconds = step * 30,
            EvaluationSeconds = 2,
            WallSeconds = (step * 30) + 3.5,
        };
    }

    private static EpochResult Epoch(int number, double accuracy) => new()
    {
        Epoch = number,
        Step = number * 10,
        ImagesSeen = number * 400,
        TrainLoss = 1.5,
        TestLoss = 1.4,
        Correct = (int)Math.Round(accuracy * 160),
        TestImages = 160,
        TrainSeconds = 1,
        EvaluationSeconds = 0.5,
        ElapsedSeconds = number * 1.5,
    };
}
