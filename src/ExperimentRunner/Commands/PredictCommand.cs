using System.CommandLine;

namespace ExperimentRunner.Commands;

/// <summary><c>predict</c>: classifies images with a trained model.</summary>
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
        command.SetAction((parsed, cancellationToken) => TrainerVerb.RunAsync(
            parsed.GetValue(trainer),
            "predict",
            [
                "--model", parsed.GetRequiredValue(model), "--top", $"{parsed.GetValue(top)}", "--format", parsed.GetValue(format) == PlanFormat.Json ? "json" : "table",
                "--", .. parsed.GetRequiredValue(images),
            ],
            cancellationToken));
        return command;
    }
}
