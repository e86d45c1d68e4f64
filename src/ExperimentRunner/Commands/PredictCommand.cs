using System.CommandLine;
using CliWrap;
using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Results;
using Command = System.CommandLine.Command;

namespace ExperimentRunner.Commands;

/// <summary><c>predict</c>: classifies images with a trained model; the trainer, which knows models, does it.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "A run folder that `sweep --export` left a model in, a folder with model.safetensors and labels.json, or a file of weights with a labels.json beside it.", HelpName = "PATH", Required = true };
        var top = new Option<int>("--top") { Description = "How many classes are shown for each image.", DefaultValueFactory = _ => 3 };
        var format = new Option<PlanFormat>("--format") { Description = "table or json.", HelpName = "table|json" };
        var trainer = new Option<string?>("--trainer") { Description = "Another trainer, called as `FILE predict ...`.", HelpName = "FILE" };
        var images = new Argument<string[]>("image") { Description = "Image files (jpg, png), or folders with such files.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("predict", "Classify images with a trained model. Exit code 1: an image can't be read; the others are classified.") { model, top, format, trainer, images };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var process = TrainerCommand.Of(parsed.GetValue(trainer) ?? TrainerCommand.DefaultPath(), "predict");
            string[] arguments =
            [
                .. process.Arguments,
                "--model", parsed.GetRequiredValue(model), "--top", $"{parsed.GetValue(top)}", "--format", parsed.GetValue(format) == PlanFormat.Json ? "json" : "table",
                "--", .. parsed.GetRequiredValue(images),
            ];
            CommandResult result = await Cli.Wrap(process.FileName)
                .WithArguments(arguments)
                .WithStandardOutputPipe(PipeTarget.ToStream(Console.OpenStandardOutput()))
                .WithStandardErrorPipe(PipeTarget.ToStream(Console.OpenStandardError()))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(cancellationToken);
            return ExitCodeOf(result.ExitCode);
        });
        return command;
    }

    private static int ExitCodeOf(int trainer) => trainer switch
    {
        TrainerExitCode.Success => ExitCode.Success,
        TrainerExitCode.BadSpec => ExitCode.UserFault,
        TrainerExitCode.BadData => ExitCode.RunFailed,
        _ => ExitCode.OurFault,
    };
}
