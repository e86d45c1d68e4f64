using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class ProbeRunTests
{
    [Theory]
    [InlineData(ProbeKind.NoExchange, Amp.Off, DataSource.Synthetic, "exchange gradients")]
    [InlineData(ProbeKind.NoExchange, Amp.Bf16, DataSource.Synthetic, "exchange gradients")]
    [InlineData(ProbeKind.NoExchange, Amp.Fp16, DataSource.Synthetic, "exchange gradients")]
    [InlineData(ProbeKind.NoData, Amp.Off, DataSource.Random, "random numbers")]
    public void A_probe_takes_as_many_steps_as_it_was_told_over_several_epochs_and_evaluates_nothing(ProbeKind kind, Amp amp, DataSource source, string warning)
    {
        // 3 steps an epoch.
        RunSpec spec = TrainerSpecs.Tiny with { Amp = amp, Data = TrainerSpecs.Tiny.Data with { Source = source }, Probe = new ProbeRun(kind, Steps: 8) };
        using var folder = new RunFolder(spec) { Exports = true };

        Assert.Equal(TrainerExitCode.Success, folder.Train());

        RunResult result = folder.Result;
        Assert.Equal(new RunOutcome.Finished(), result.Outcome);
        Assert.Equal((3, 5), (result.Timing!.WarmupSteps, result.Timing.MeasuredSteps));
        Assert.True(result.Timing.ImagesPerSecond > 0);
        Assert.Equal(0, result.Timing.EvaluationSeconds);
        Assert.Empty(result.Epochs);
        Assert.Equal(8, folder.Events.OfType<RunEvent.StepWindow>().Last().Step);
        Assert.Contains(result.Warnings, said => said.Contains(warning, StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder.Paths.Model.Folder));
    }

    [Fact]
    public void Data_parallel_refuses_to_do_without_exchange()
    {
        RunSpec spec = TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Parallel = ParallelMode.DataParallel }, Probe = new ProbeRun(ProbeKind.NoExchange, Steps: 8) };
        using var folder = new RunFolder(spec);

        Assert.Equal(TrainerExitCode.BadSpec, folder.Train());
    }
}
