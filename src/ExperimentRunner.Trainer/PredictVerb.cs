using System.CommandLine;
using System.Text.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model.Prediction;

namespace ExperimentRunner.Trainer;

/// <summary><c>predict</c>: classifies images with an exported model.</summary>
internal static class PredictVerb
{
    private const string Table = "table";
    private const string Json = "json";

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "A run folder with an exported model, a folder with model.safetensors and labels.json, or a file of weights with a labels.json beside it.", HelpName = "PATH", Required = true };
        var top = new Option<int>("--top") { Description = "How many classes are shown for each image.", DefaultValueFactory = _ => 3 };
        top.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--top must be 1 or more.");
            }
        });
        var format = new Option<string>("--format") { Description = "table or json.", DefaultValueFactory = _ => Table };
        format.AcceptOnlyFromAmong(Table, Json);
        var images = new Argument<string[]>("image") { Description = "Image files (jpg, png), or folders with such files.", Arity = ArgumentArity.OneOrMore };
        var command = new Command(
            "predict",
            $"Classify images. Exit codes: {TrainerExitCode.Success} all classified, {TrainerExitCode.BadSpec} the model can't be used, {TrainerExitCode.BadData} an image can't be read; the others are classified.")
        {
            model, top, format, images,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(images), parsed.GetValue(top), isJson: parsed.GetValue(format) == Json, Console.Out, Console.Error));
        return command;
    }

    /// <returns>A <see cref="TrainerExitCode"/>.</returns>
    public static int Run(string model, IReadOnlyList<string> paths, int top, bool isJson, TextWriter output, TextWriter errors)
    {
        try
        {
            ModelFiles files = ModelFiles.Find(model);
            using var classifier = new ImageClassifier(files);
            (string File, Prediction? Prediction)[] all = [.. ImageFiles.Find(paths).Select(file => (file, classifier.Classify(file, top)))];
            Prediction[] predictions = [.. all.Select(image => image.Prediction).OfType<Prediction>()];
            string[] unreadable = [.. all.Where(image => image.Prediction is null).Select(image => image.File)];
            Print(new PredictionDocument { Model = files.Weights, Images = predictions, Unreadable = unreadable }, isJson, output);
            return Complain(all.Length, unreadable, errors);
        }
        catch (BadSpecException exception)
        {
            errors.WriteLine($"error: {exception.Message}");
            return TrainerExitCode.BadSpec;
        }
    }

    private static void Print(PredictionDocument document, bool isJson, TextWriter output)
    {
        if (isJson)
        {
            output.WriteLine(JsonSerializer.Serialize(document, PredictionJson.Default.PredictionDocument));
        }
        else if (document.Images.Count > 0)
        {
            output.WriteLine(PredictionTable.Write(document.Images));
        }
    }

    private static int Complain(int images, string[] unreadable, TextWriter errors)
    {
        if (images == 0)
        {
            errors.WriteLine("error: There is no .jpg, .jpeg or .png in what was given.");
            return TrainerExitCode.BadData;
        }

        foreach (string file in unreadable)
        {
            errors.WriteLine(File.Exists(file) ? $"error: {file} holds no image that can be read." : $"error: {file} is not there.");
        }

        return unreadable.Length == 0 ? TrainerExitCode.Success : TrainerExitCode.BadData;
    }
}
