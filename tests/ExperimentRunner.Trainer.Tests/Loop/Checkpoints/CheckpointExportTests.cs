using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Model.Export;

namespace ExperimentRunner.Trainer.Tests.Loop.Checkpoints;

public sealed class CheckpointExportTests : IDisposable
{
    private readonly TemporaryFolder elsewhere = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    [Theory]
    [InlineData(0.0, Amp.Off, ParallelMode.Replicas, Freeze.None)]
    [InlineData(0.9, Amp.Off, ParallelMode.Replicas, Freeze.None)]
    [InlineData(0.9, Amp.Fp16, ParallelMode.Replicas, Freeze.None)]
    [InlineData(0.9, Amp.Off, ParallelMode.DataParallel, Freeze.None)]
    [InlineData(0.9, Amp.Off, ParallelMode.Replicas, Freeze.Backbone)]
    public void A_checkpoint_anywhere_gives_the_model_that_would_have_been_evaluated_there(double emaDecay, Amp amp, ParallelMode way, Freeze freeze)
    {
        RunSpec spec = TrainerSpecs.Tiny with { Amp = amp, Train = TrainerSpecs.Tiny.Train with { EmaDecay = emaDecay, Parallel = way, Freeze = freeze } };
        using var folder = new RunFolder(spec);
        ModelPaths expected = new(elsewhere["expected"]);
        WriteCheckpoint(spec, folder, expected);

        int exitCode = Export(folder);

        Assert.True(exitCode == TrainerExitCode.Success, errors.ToString());
        Assert.StartsWith("checkpoint-000001.safetensors (epoch 1, step 6 of the run) is exported to ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(expected.Weights), File.ReadAllBytes(folder.Paths.Model.Weights));
        Assert.Equal(File.ReadAllBytes(expected.TorchSharp), File.ReadAllBytes(folder.Paths.Model.TorchSharp));
        Assert.Equal(File.ReadAllText(expected.Labels), File.ReadAllText(folder.Paths.Model.Labels));
    }

    [Fact]
    public void A_run_that_was_stopped_can_be_exported_and_still_goes_on()
    {
        using RunFolder folder = InterruptedRun.Of(
            () => new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Epochs = 40 } }),
            begun => begun.Events.OfType<RunEvent.EpochEnded>().Any(),
            child => child.Signal(TrainerChild.Terminate),
            TrainerExitCode.Cancelled);

        int exported = Export(folder, elsewhere["model"]);
        int trained = folder.Train();

        Assert.True(exported == TrainerExitCode.Success, errors.ToString());
        Assert.Equal(["labels.json", "model.dat", "model.safetensors"], Directory.GetFiles(elsewhere["model"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(TrainerExitCode.Success, trained);
        Assert.Equal(1, folder.Result.Checkpoints!.Resumes);
    }

    [Fact]
    public void A_run_that_has_finished_has_no_checkpoint_to_export()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);
        folder.Train();

        Assert.Equal(TrainerExitCode.BadSpec, Export(folder));

        Assert.Equal(
            $"error: {folder.Paths.Folder} has no checkpoint that can be used. One that has finished has none any more: run it with `sweep --export`, which leaves its model in model/.",
            errors.ToString().Trim());
        Assert.False(Directory.Exists(folder.Paths.Model.Folder));
    }

    [Fact]
    public void A_torn_checkpoint_is_named()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);
        Directory.CreateDirectory(folder.Paths.Checkpoints);
        File.WriteAllText(Path.Combine(folder.Paths.Checkpoints, "checkpoint-000001.safetensors"), "torn");

        Assert.Equal(TrainerExitCode.BadSpec, Export(folder));

        Assert.StartsWith("warning: checkpoint-000001.safetensors was passed over: ", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_holds_anything_is_not_replaced()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);
        File.WriteAllText(elsewhere["mine"], "");

        Assert.Equal(TrainerExitCode.BadSpec, Export(folder, elsewhere.Path));

        Assert.Contains("is not empty", errors.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(elsewhere["mine"]));
    }

    [Fact]
    public void A_folder_that_is_no_run_says_so()
    {
        Assert.Equal(TrainerExitCode.BadSpec, ExportVerb.Run(elsewhere.Path, output: null, output, errors));

        Assert.Contains("run.json is not there", errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        elsewhere.Dispose();
        output.Dispose();
        errors.Dispose();
    }

    private int Export(RunFolder folder, string? target = null) => ExportVerb.Run(folder.Paths.Folder, target, output, errors);

    /// <summary>Trains, writes a checkpoint, and then evaluates and exports as the end of a run does.</summary>
    private static void WriteCheckpoint(RunSpec spec, RunFolder folder, ModelPaths expected)
    {
        using var run = new SessionRun(spec);
        using var keeper = new ModelKeeper();
        int steps = run.Train().Count;
        RunProgress progress = CheckpointFolderTests.Progress(steps) with { RunId = RunId.Of(spec), Used = run.Session.Used(), Window = WindowState.Empty with { Step = steps } };
        run.Session.State.Save(tensors => new CheckpointFolder(folder.Paths.Checkpoints).Write(progress, [], tensors));
        run.Session.Evaluate(keeper, () => { }, CancellationToken.None);
        keeper.Export(spec.Model, new ModelLabels { RunId = progress.RunId, ImageSize = spec.Data.ImageSize, Classes = progress.Used.Classes }, expected);
    }
}
