using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop.Checkpoints;
using ExperimentRunner.Trainer.Model.Export;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Exports the model of a run that has not finished, from its last checkpoint.</summary>
/// <param name="warn">Told of each checkpoint that can't be used, and why.</param>
internal sealed class CheckpointExport(RunPaths paths, Action<string> warn)
{
    /// <param name="target">An older model there is replaced.</param>
    /// <returns>The checkpoint that was taken.</returns>
    /// <exception cref="BadSpecException">There is no run or no checkpoint that can be used.</exception>
    /// <exception cref="IOException">The target can't be written; likewise <see cref="UnauthorizedAccessException"/>.</exception>
    public Checkpoint Write(ModelPaths target)
    {
        try
        {
            RunSpec spec = WholeFile.ReadJson(paths.Spec, RunJson.Default.RunSpec)
                ?? throw new BadSpecException($"{paths.Spec} is not there. Give the folder of a run.");
            Checkpoint checkpoint = new CheckpointFolder(paths.Checkpoints).OpenNewest(RunId.Of(spec), long.MaxValue, warn)
                ?? throw new BadSpecException($"{paths.Folder} has no checkpoint that can be used. {WhatToDo()}");
            using var restored = new CheckpointModel(spec, checkpoint);
            using var model = new ExportedModel(spec.Model, Labels(spec, checkpoint), restored.State);
            model.Write(target);
            return checkpoint;
        }
        catch (InvalidDataException exception)
        {
            throw new BadSpecException(exception.Message, exception);
        }
    }

    private string WhatToDo() => Directory.Exists(paths.Model.Folder)
        ? $"Its model is in {paths.Model.Folder}."
        : "One that has finished has none any more: run it with `sweep --export`, which leaves its model in model/.";

    private static ModelLabels Labels(RunSpec spec, Checkpoint checkpoint) => new()
    {
        RunId = checkpoint.Progress.RunId,
        Accuracy = checkpoint.Progress is { StepInEpoch: 0, Epochs: [.., var last] } ? last.Accuracy : null,
        ImageSize = spec.Data.ImageSize,
        Classes = checkpoint.Progress.Used.Classes,
    };
}
