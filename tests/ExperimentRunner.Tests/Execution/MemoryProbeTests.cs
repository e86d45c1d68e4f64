using ExperimentRunner.Execution;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution;

public sealed class MemoryProbeTests
{
    [Fact]
    public async Task Each_batch_shape_is_measured_once_for_all_runs_that_have_it()
    {
        SweepPlan plan = Plans.Of([1, 2], repeats: 3);
        var progress = new List<string>();

        IReadOnlyDictionary<string, ProbedMemory> found = await Probe().MeasureAsync(plan, progress.Add, CancellationToken.None);

        Assert.Equal(plan.Runs.Select(run => run.RunId).Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(plan.Runs, run => Assert.Equal(new ProbedMemory(500_000_000L * run.Spec.Devices, Failure: null), found[run.RunId]));
        Assert.Equal(3, progress.Count);
        Assert.Contains("2 batch shapes of 6 runs", progress[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shape_that_does_not_fit_says_so()
    {
        SweepPlan plan = Plans.Of([1]);

        ProbedMemory found = (await Probe("memory-probe=OutOfMemory").MeasureAsync(plan, _ => { }, CancellationToken.None)).Values.Single();

        Assert.Equal("out of memory", found.Failure);
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

    private static string Shape(RunSpec spec) => RunId.Of(ProbeSpec.Of(spec));

    private static MemoryProbe Probe(string script = "")
    {
        var command = TrainerCommand.Of(FakeTrainerFile.Location);
        var scripted = new TrainerCommand("env", [$"FAKE_TRAINER={script}", command.FileName, .. command.Arguments]);
        return new MemoryProbe(new TrainerProcess(scripted, gracePeriod: TimeSpan.FromSeconds(5), TimeProvider.System));
    }
}
