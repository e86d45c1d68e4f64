using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Probes;
using ExperimentRunner.Matrix;
using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Probes;

public sealed class ShapeProbeTests : IDisposable
{
    private static readonly MachineFingerprint Here = MachineFingerprint.Of(Plans.Machine);
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Each_batch_shape_is_measured_once_for_all_runs_that_have_it()
    {
        SweepPlan plan = Plans.Of([1, 2], repeats: 3);
        var progress = new List<string>();

        IReadOnlyDictionary<string, ProbedShape> found = await Probe().MeasureAsync(plan, progress.Add, CancellationToken.None);

        Assert.Equal(plan.Runs.Select(run => run.RunId).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(plan.Runs, run => Assert.Equal(new ProbedMemory(500_000_000L * run.Spec.Devices, Failure: null), found[run.RunId].Memory));
        Assert.All(plan.Runs, run => Assert.Equal(100 * Math.Pow(run.Spec.Devices, 0.9), found[run.RunId].TrainImagesPerSecond!.Value, 6));
        Assert.Equal(3, progress.Count);
        Assert.Contains("2 shapes of 6 runs", progress[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shape_that_does_not_fit_says_so()
    {
        SweepPlan plan = Plans.Of([1]);

        ProbedShape found = (await Probe("probe-=OutOfMemory").MeasureAsync(plan, _ => { }, CancellationToken.None)).Values.Single();

        Assert.Equal("out of memory", found.Memory.Failure);
        Assert.Null(found.Estimate(plan.Runs[0].Spec, new ImageCount(400, 100)));
    }

    [Fact]
    public async Task What_was_probed_is_known_to_later_plans_of_the_machine()
    {
        SweepPlan plan = Plans.Of([1, 2]);
        await Probe().MeasureAsync(plan with { Runs = [plan.Runs[0]] }, _ => { }, CancellationToken.None);
        Func<PlannedRun, ProbedShape?> here = new ProbeStore(folder.Path, Here).Find();
        Func<PlannedRun, ProbedShape?> elsewhere = new ProbeStore(folder.Path, Here with { Cores = 64 }).Find();

        var estimates = new PlanEstimates(plan, ImageCounts.Count(plan.Runs.Select(run => run.Spec.Data), ImageFolders.OnDisk), RunHistory.Empty, here);

        Assert.Equal([EstimateBasis.Probed, EstimateBasis.Rough], plan.Runs.Select(run => estimates.Of(run).Basis));
        Assert.Null(elsewhere(plan.Runs[0]));
    }

    [Fact]
    public void What_does_not_change_memory_does_not_make_another_shape()
    {
        RunSpec spec = Plans.Of([2]).Runs[0].Spec;
        RunSpec[] same =
        [
            spec with { Seed = 7 },
            spec with { LrRule = LearningRateRule.Linear, LrFactor = 2 },
            spec with { Train = spec.Train with { Accumulate = 4, Epochs = 90, BaseLr = 1, TargetAccuracy = 0.9, StopAtTarget = true } },
            spec with { Data = spec.Data with { TrainImages = 9999, Augment = Augmentation.Crop } },
        ];
        RunSpec[] other =
        [
            spec with { BatchPerDevice = 17 },
            spec with { Devices = 3 },
            spec with { Amp = Amp.Bf16 },
            spec with { Model = spec.Model with { Width = 8 } },
            spec with { Data = spec.Data with { ImageSize = 32 } },
            spec with { Train = spec.Train with { Optimizer = Optimizer.Adamw } },
            spec with { Train = spec.Train with { EmaDecay = 0.9 } },
            spec with { Train = spec.Train with { MemoryFormat = MemoryFormat.Contiguous } },
            spec with { Train = spec.Train with { Parallel = ParallelMode.DataParallel } },
        ];

        Assert.All(same, run => Assert.Equal(Shape(spec), Shape(run)));
        Assert.Equal(other.Length + 1, other.Append(spec).Select(Shape).Distinct().Count());
    }

    public void Dispose() => folder.Dispose();

    private static string Shape(RunSpec spec) => RunId.Of(ProbeSpec.Of(spec));

    private ShapeProbe Probe(string script = "")
    {
        var command = TrainerCommand.Of(FakeTrainerFile.Location);
        var scripted = new TrainerCommand("env", [$"FAKE_TRAINER={script}", command.FileName, .. command.Arguments]);
        return new ShapeProbe(new TrainerProcess(scripted, gracePeriod: TimeSpan.FromSeconds(5), TimeProvider.System), new ProbeStore(folder.Path, Here));
    }
}
