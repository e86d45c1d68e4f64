using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Runs.Usage;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tracking.Tests;

/// <summary>A sweep folder of two runs, filled step by step as a runner and its trainers would.</summary>
internal sealed class SampleSweep : IDisposable
{
    private static readonly DateTimeOffset Begun = new(2026, 1, 31, 14, 25, 1, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new();
    private readonly int epochs;
    private readonly int stepsPerEpoch;

    /// <param name="epochs">Planned.</param>
    /// <param name="stepsPerEpoch">That <see cref="Start"/> tells of.</param>
    public SampleSweep(int epochs = 3, int stepsPerEpoch = 20)
    {
        this.epochs = epochs;
        this.stepsPerEpoch = stepsPerEpoch;
        Paths = new SweepPaths(folder.Path);
        Plan = new SweepPlan
        {
            SweepId = "quickstart-20260131-142501-9f3c",
            Name = "quickstart",
            Created = Begun,
            MatrixHash = "0a1b2c",
            Repeats = 1,
            BaselineCellId = "cell-1",
            Git = new GitState("1234567890abcdef", "main", IsDirty: true),
            Runs = [Planned(1), Planned(2)],
        };
        WholeFile.WriteJson(Paths.Plan, Plan, RunJson.Default.SweepPlan);
        WholeFile.WriteJson(Paths.Machine, Machine(), RunJson.Default.MachineDescription);
    }

    public SweepPaths Paths { get; }

    public SweepPlan Plan { get; }

    public RunPaths Run(int devices) => Paths.Run(Plan.Runs[devices - 1].RunId);

    /// <summary>Makes a run's folder, anew if it was there.</summary>
    public void Begin(int devices, DateTime? written = null)
    {
        RunPaths run = Run(devices);
        if (Directory.Exists(run.Folder))
        {
            Directory.Delete(run.Folder, recursive: true);
        }

        Directory.CreateDirectory(run.Folder);
        WholeFile.WriteJson(run.Spec, Plan.Runs[devices - 1].Spec, RunJson.Default.RunSpec);
        File.SetLastWriteTimeUtc(run.Spec, written ?? Begun.UtcDateTime);
    }

    /// <summary>A result that knows of a target accuracy.</summary>
    public void Reach(int devices, TargetReach target) =>
        WholeFile.WriteJson(Run(devices).Result, Result(devices, new RunOutcome.Finished(), TimeSpan.Zero) with { Target = target }, RunJson.Default.RunResult);

    public long EventsLength(int devices) => new FileInfo(Run(devices).Events).Length;

    /// <summary>What a trainer does that goes on from a checkpoint.</summary>
    /// <param name="checkpoint">Length of the events that it knows of.</param>
    public void Resume(int devices, long checkpoint)
    {
        using var log = new LineLog<RunEvent>(Run(devices).Events, CompactRunJson.Default.RunEvent);
        log.CutTo(checkpoint);
        log.Append(new RunEvent.Warning { Time = Begun.AddHours(1), Message = "went on" });
    }

    public static DateTimeOffset TimeOf(int step) => Begun.AddSeconds(step);

    public void Sample(int devices, int index)
    {
        using var log = new LineLog<SystemSample>(Run(devices).SystemSamples, CompactRunJson.Default.SystemSample);
        log.Append(new SystemSample { Index = index, Time = Begun.AddSeconds(10 * index), Seconds = 10, CpuPercent = 75, Gpus = [new GpuSample(0, 90, 4000, 8000, 150, 300)] });
    }

    /// <summary>Training begins.</summary>
    public void Start(int devices) => Append(devices, new RunEvent.Started { Time = Begun, Used = Used(devices) });

    public void Step(int devices, int step, double loss = 0.5, TimeSpan later = default) => Append(devices, new RunEvent.StepWindow
    {
        Time = Begun.AddSeconds(step) + later,
        Epoch = 1,
        Step = step,
        ImagesSeen = step * 32L,
        Loss = loss,
        LearningRate = 0.05,
        ImagesPerSecond = 100,
        Split = new StepSplit(0.01, 0.1, 0.2, 0.03, 0.02),
        IsWarmup = false,
    });

    public void Warn(int devices, string message) => Append(devices, new RunEvent.Warning { Time = Begun, Message = message });

    public void EndEpoch(int devices, int step, TimeSpan later = default) =>
        Append(devices, new RunEvent.EpochEnded { Time = Begun.AddSeconds(step) + later, Result = Epoch(step) });

    public void End(int devices, RunOutcome? outcome = null, TimeSpan ended = default)
    {
        RunPaths run = Run(devices);
        File.WriteAllText(run.StandardOutput, "out\n");
        File.WriteAllText(run.StandardError, "");
        WholeFile.WriteJson(run.Result, Result(devices, outcome ?? new RunOutcome.Finished(), ended), RunJson.Default.RunResult);
    }

    /// <summary>A run from its beginning to its end.</summary>
    public void Complete(int devices, RunOutcome? outcome = null)
    {
        Begin(devices);
        Step(devices, 10);
        Step(devices, 20, loss: double.NaN);
        EndEpoch(devices, 20);
        End(devices, outcome);
    }

    public void Dispose() => folder.Dispose();

    private void Append(int devices, RunEvent @event)
    {
        using var log = new LineLog<RunEvent>(Run(devices).Events, CompactRunJson.Default.RunEvent);
        log.Append(@event);
    }

    private RunResult Result(int devices, RunOutcome outcome, TimeSpan later) => new()
    {
        RunId = Plan.Runs[devices - 1].RunId,
        Outcome = outcome,
        Started = Begun,
        Ended = Begun.AddSeconds(60 * devices) + later,
        Epochs = [Epoch(20)],
        PeakMemoryBytes = 1_000_000,
        Timing = new RunTiming
        {
            WarmupSteps = 3,
            MeasuredSteps = 20,
            ImagesPerSecond = 200,
            StepSecondsMedian = 0.16,
            StepSecondsP95 = 0.2,
            PreparationSeconds = 1,
            TrainSeconds = 4,
            EvaluationSeconds = 1,
            WallSeconds = 6,
        },
    };

    private UsedSettings Used(int devices) => new()
    {
        Backend = Backend.Cpu,
        DeviceName = "Z80",
        Devices = devices,
        ThreadsPerDevice = 1,
        BatchPerDevice = 32,
        Accumulate = 1,
        GlobalBatch = 32 * devices,
        LearningRate = 0.05,
        Precision = Precision.Bf16,
        ChannelsLast = true,
        TrainImages = 640,
        TestImages = 160,
        Classes = ["apple", "pear"],
        StepsPerEpoch = stepsPerEpoch,
        Parameters = 11_000_000,
        Library = "libtorch 0",
    };

    private static EpochResult Epoch(int step) => new()
    {
        Epoch = 1,
        Step = step,
        ImagesSeen = step * 32,
        TrainLoss = 0.6,
        TestLoss = 0.7,
        Correct = 120,
        TestImages = 160,
        TrainSeconds = 4,
        EvaluationSeconds = 1,
        ElapsedSeconds = 5,
    };

    private PlannedRun Planned(int devices)
    {
        var spec = new RunSpec
        {
            Model = new ModelSpec(),
            Data = new DataSpec(),
            Train = new TrainSpec { Epochs = epochs },
            Devices = devices,
            BatchPerDevice = 32,
            Amp = Amp.Bf16,
            LrRule = LearningRateRule.Sqrt,
            LrFactor = Math.Sqrt(devices),
            Seed = 7,
        };
        return new PlannedRun
        {
            RunId = RunId.Of(spec),
            CellId = $"cell-{devices}",
            Repeat = 1,
            Spec = spec,
            Axes = [new("devices", $"{devices}"), new("batch_per_device", "32"), new("lr_rule", "sqrt"), new("amp", "bf16")],
        };
    }

    private static MachineDescription Machine() => new()
    {
        HostName = "box",
        Processor = "Z80",
        Cores = 2,
        MemoryBytes = 65536,
        OperatingSystem = "CP/M",
        Runtime = ".NET 10",
        Gpus = ["none really"],
    };
}
