using System.CommandLine;
using System.Globalization;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Loop.Checkpoints;

namespace ExperimentRunner.Trainer;

/// <summary><c>export</c>: takes the model of a run out of its last checkpoint.</summary>
internal static class ExportVerb
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Folder of a run that was interrupted, failed, or is still at work." };
        var output = new Option<DirectoryInfo?>("--output") { Description = "Folder to make for the model; FOLDER/model unless said.", HelpName = "DIR" };
        var command = new Command(
            "export",
            $"Write the model of a run's last checkpoint as safetensors and for TorchSharp, with its labels. Exit codes: {TrainerExitCode.Success} written, {TrainerExitCode.BadSpec} there is no checkpoint that can be used, or the model can't be written.")
        {
            folder, output,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder).FullName, parsed.GetValue(output)?.FullName, Console.Out, Console.Error));
        return command;
    }

    /// <param name="output">Null is the run folder's model/.</param>
    /// <returns>A <see cref="TrainerExitCode"/>.</returns>
    public static int Run(string folder, string? output, TextWriter told, TextWriter errors)
    {
        var run = new RunPaths(folder);
        try
        {
            ModelPaths target = output is null ? run.Model : new ModelPaths(output);
            RefuseFull(output);
            Checkpoint taken = new CheckpointExport(run, warning => errors.WriteLine($"warning: {warning}")).Write(target);
            told.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{taken.Name} (epoch {taken.Progress.Epoch}, step {taken.Progress.Window.Step} of the run) is exported to {target.Folder}"));
            return TrainerExitCode.Success;
        }
        catch (Exception exception) when (exception is BadSpecException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"error: {exception.Message}");
            return TrainerExitCode.BadSpec;
        }
    }

    /// <summary>A model's folder is replaced as a whole; one that a user names may hold anything.</summary>
    private static void RefuseFull(string? output)
    {
        if (output is not null && Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
        {
            throw new BadSpecException($"{output} is not empty. Name a folder that is not there yet.");
        }
    }
}
