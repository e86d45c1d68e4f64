using ExperimentRunner.Execution;
using ExperimentRunner.Execution.History;
using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.History;

public sealed class HistoryReaderTests : IDisposable
{
    private static readonly MachineFingerprint Here = MachineFingerprint.Of(Plans.Machine);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Runs_of_earlier_sweeps_tell_how_long_the_same_cells_take()
    {
        SweepPlan plan = Plans.Of([1, 2], repeats: 2);
        Leave(plan, "made-up-1", seconds: run => 10 * run.Spec.Devices);

        RunEstimate estimate = Same(plan, devices: 2)!;

        Assert.Equal((TimeSpan.FromSeconds(20), 2, "made-up-1"), (estimate.Time, estimate.Runs, estimate.SweepId));
    }

    [Fact]
    public void A_sweep_of_another_name_and_another_seed_tells_as_much()
    {
        Leave(Plans.Of([1], repeats: 3) with { Name = "other" }, "other-1", _ => 10);

        Assert.NotNull(Same(Plans.Of([1]) with { Name = "made-up" }, devices: 1));
    }

    [Fact]
    public void Another_machine_tells_nothing()
    {
        Leave(Plans.Of([1]), "made-up-1", _ => 10, Plans.Machine with { Processor = "another" });
        Leave(Plans.Of([1]), "made-up-2", _ => 10, Plans.Machine with { Cores = 64 });

        Assert.Null(Same(Plans.Of([1]), devices: 1));
    }

    [Fact]
    public void Another_host_of_the_same_kind_is_the_same_machine()
    {
        Leave(Plans.Of([1]), "made-up-1", _ => 10, Plans.Machine with { HostName = "there", MemoryBytes = Plans.Machine.MemoryBytes + (1 << 27), OperatingSystem = "other" });

        Assert.NotNull(Same(Plans.Of([1]), devices: 1));
    }

    [Fact]
    public void Runs_that_failed_and_folders_that_are_broken_tell_nothing()
    {
        SweepPaths sweep = Leave(Plans.Of([1, 2, 4]), "made-up-1", _ => 10);
        SweepPlan plan = Plans.Of([1, 2, 4]);
        File.WriteAllText(sweep.Run(plan.Runs[0].RunId).Result, "{");
        File.Delete(sweep.Run(plan.Runs[1].RunId).Spec);
        RunPaths failed = sweep.Run(plan.Runs[2].RunId);
        RunResult result = WholeFile.ReadJson(failed.Result, RunJson.Default.RunResult)!;
        WholeFile.WriteJson(failed.Result, result with { Outcome = new RunOutcome.Failed(FailureKind.Crash, 70, "crashed", []) }, RunJson.Default.RunResult);
        Directory.CreateDirectory(folder["broken-1"]);
        File.WriteAllText(folder["broken-1", "plan.json"], "{ \"sweep_id\": \"broken-1\", \"name\": \"x\", \"created\": \"2026-01-01T00:00:00+00:00\", \"timing\": \"exclusive\"");
        File.WriteAllText(folder["broken-1", "machine.json"], "[");

        Assert.All((int[])[1, 2, 4], devices => Assert.Null(Same(plan, devices)));
    }

    [Fact]
    public void Starting_and_preparing_is_told_apart_from_the_work()
    {
        Leave(Plans.Of([1]), "made-up-1", _ => 10);
        SweepPlan plan = Plans.Of([1]);
        RunSpec longer = plan.Runs[0].Spec with { Train = plan.Runs[0].Spec.Train with { Epochs = 6 } };

        RunEstimate estimate = HistoryReader.Read(new SweepStore(folder.Path), Here, plan).Nearest(longer, new ImageCount(400, 100), TimingMode.Exclusive)!;

        Assert.Equal(EstimateBasis.Scaled, estimate.Basis);
        Assert.Equal(4 + (6 * 6), estimate.Time.TotalSeconds, 3);
    }

    public void Dispose() => folder.Dispose();

    private RunEstimate? Same(SweepPlan plan, int devices) => HistoryReader.Read(new SweepStore(folder.Path), Here, plan)
        .Same(plan.Runs.First(run => run.Spec.Devices == devices).CellId, TimingMode.Exclusive);

    /// <summary>A sweep of which every run took 1 epoch; 4 s of each are starting.</summary>
    private SweepPaths Leave(SweepPlan plan, string id, Func<PlannedRun, double> seconds, MachineDescription? machine = null)
    {
        SweepPaths sweep = new SweepStore(folder.Path).Create(plan with { SweepId = id }, "", machine ?? Plans.Machine);
        foreach (PlannedRun run in plan.Runs)
        {
            RunPaths paths = sweep.Run(run.RunId);
            Directory.CreateDirectory(paths.Folder);
            WholeFile.WriteJson(paths.Spec, run.Spec, RunJson.Default.RunSpec);
            WholeFile.WriteJson(paths.Result, Finished(run, seconds(run)), RunJson.Default.RunResult);
        }

        return sweep;
    }

    private static RunResult Finished(PlannedRun run, double seconds) => new()
    {
        RunId = run.RunId,
        Outcome = new RunOutcome.Finished(),
        Started = Plans.Of([1]).Created,
        Ended = Plans.Of([1]).Created.AddSeconds(seconds),
        Used = new UsedSettings
        {
            Backend = Backend.Cpu, DeviceName = "made up", Devices = run.Spec.Devices, ThreadsPerDevice = 1, BatchPerDevice = 16, Accumulate = 1, GlobalBatch = 16, LearningRate = 0.05,
            Precision = Precision.Fp32, ChannelsLast = true, TrainImages = 400, TestImages = 100, Classes = ["a"], StepsPerEpoch = 25, Parameters = 1, Library = "none",
        },
        Timing = new RunTiming
        {
            WarmupSteps = 3, MeasuredSteps = 20, ImagesPerSecond = 100, StepSecondsMedian = 0.1, StepSecondsP95 = 0.1, PreparationSeconds = 1,
            TrainSeconds = seconds - 4 - 1, EvaluationSeconds = 1, WallSeconds = seconds - 1,
        },
        Epochs = [new EpochResult { Epoch = 1, Step = 25, ImagesSeen = 400, TrainLoss = 1, TestLoss = 1, Correct = 1, TestImages = 100, TrainSeconds = 1, EvaluationSeconds = 1, ElapsedSeconds = 1 }],
    };
}
