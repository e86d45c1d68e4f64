using System.CommandLine;

namespace ExperimentRunner.Commands;

/// <summary><c>export</c>: takes the model of a run out of its last checkpoint.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("run-folder") { Description = "Folder of a run that was interrupted, failed, or is still at work; `sweep --export` does it for those that finish." };
        var output = new Option<string?>("--output") { Description = "Folder to make for the model; RUN-FOLDER/model unless said.", HelpName = "DIR" };
        var trainer = new Option<string?>("--trainer") { Description = "Another trainer, called as `FILE export ...`.", HelpName = "FILE" };
        var command = new Command("export", "Write the model of a run's last checkpoint as safetensors and for TorchSharp, with its labels.") { folder, output, trainer };
        command.SetAction((parsed, cancellationToken) => TrainerVerb.RunAsync(
            parsed.GetValue(trainer),
            "export",
            [.. parsed.GetValue(output) is { } target ? ["--output", target] : Array.Empty<string>(), "--", parsed.GetRequiredValue(folder)],
            cancellationToken));
        return command;
    }
}
