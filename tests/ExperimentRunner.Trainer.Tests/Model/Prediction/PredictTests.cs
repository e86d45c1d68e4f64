using System.Text.Json;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Model.Export;
using ExperimentRunner.Trainer.Model.Prediction;
using ExperimentRunner.Trainer.Tests.Model.Fixtures;
using SkiaSharp;

namespace ExperimentRunner.Trainer.Tests.Model.Prediction;

public sealed class PredictTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PredictTests()
    {
        Directory.CreateDirectory(folder["model"]);
        Directory.CreateDirectory(folder["images", "deep"]);
        File.Copy(Fixture.Path("cifar.th"), folder["model", "model.safetensors"]);
        WriteLabels(["ash", "beech", "cedar", "dogwood", "elm"]);
        Picture("red.png", SKColors.Red);
        Picture("deep/blue.jpg", SKColors.Blue);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_and_folders_are_classified_with_the_likeliest_classes_first()
    {
        (int exitCode, string output, string errors) = Predict(folder.Path, 2, isJson: true, folder["images"], folder["images", "red.png"]);

        Assert.True(exitCode == TrainerExitCode.Success, errors);
        PredictionDocument document = JsonSerializer.Deserialize(output, PredictionJson.Default.PredictionDocument)!;
        Assert.Equal([folder["images", "deep", "blue.jpg"], folder["images", "red.png"], folder["images", "red.png"]], document.Images.Select(image => image.File));
        Assert.All(document.Images, image => Assert.Equal(2, image.Top.Count));
        Assert.All(document.Images, image => Assert.True(image.Top[0].Probability >= image.Top[1].Probability && image.Top.Sum(guess => guess.Probability) <= 1.000001));
        Assert.Equal(document.Images[1].Top, document.Images[2].Top);
        Assert.NotEqual(document.Images[0].Top, document.Images[1].Top);
    }

    [Fact]
    public void All_probabilities_sum_up_to_one()
    {
        (_, string output, _) = Predict(folder["model", "model.safetensors"], 99, isJson: true, folder["images", "red.png"]);

        Guess[] guesses = [.. JsonSerializer.Deserialize(output, PredictionJson.Default.PredictionDocument)!.Images[0].Top];
        Assert.Equal(1, guesses.Sum(guess => guess.Probability), 1e-5);
        Assert.Equal(["ash", "beech", "cedar", "dogwood", "elm"], guesses.Select(guess => guess.Label).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_has_a_line_an_image()
    {
        (_, string output, _) = Predict(folder["model"], 2, isJson: false, folder["images"]);

        string[] lines = output.TrimEnd().Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^\S+blue\.jpg  [a-z]+ +\d+\.\d %  [a-z]+ +\d+\.\d %$", lines[0]);
    }

    [Fact]
    public void An_image_that_cannot_be_read_is_named_and_the_others_are_classified()
    {
        File.WriteAllText(folder["images", "broken.png"], "no picture");

        (int exitCode, string output, string errors) = Predict(folder.Path, 1, isJson: false, folder["images"], folder["nowhere.png"]);

        Assert.Equal(TrainerExitCode.BadData, exitCode);
        Assert.Equal(2, output.TrimEnd().Split(Environment.NewLine).Length);
        Assert.Contains($"error: {folder["images", "broken.png"]} holds no image that can be read.", errors, StringComparison.Ordinal);
        Assert.Contains($"error: {folder["nowhere.png"]} is not there.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_images_is_a_fault()
    {
        (int exitCode, _, string errors) = Predict(folder.Path, 1, isJson: false, folder["model"]);

        Assert.Equal(TrainerExitCode.BadData, exitCode);
        Assert.Contains("There is no .jpg, .jpeg or .png", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_labels_says_what_is_missing()
    {
        File.Delete(folder["model", "labels.json"]);

        Refused($"error: {folder["model", "labels.json"]} is not there; without it nobody knows what the classes are called.");
    }

    [Fact]
    public void Labels_of_another_model_are_refused()
    {
        WriteLabels(["one", "two"]);

        Refused("is for 5 classes and its labels.json names 2.");
    }

    [Fact]
    public void A_small_file_that_asks_for_a_huge_model_is_refused()
    {
        byte[] header = System.Text.Encoding.UTF8.GetBytes(
            """{"conv1.weight":{"dtype":"BOOL","shape":[512,3,7,7],"data_offsets":[0,75264]},"fc.weight":{"dtype":"BOOL","shape":[100000,1],"data_offsets":[75264,175264]}}""");
        File.WriteAllBytes(folder["model", "model.safetensors"], [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[175264]]);

        Refused("holds no ResNet18: conv1.weight, layer4.1.conv2.weight and fc.weight are missing or of shapes that do not go together.");
    }

    [Fact]
    public void Labels_that_cannot_be_read_are_named_with_the_line()
    {
        File.WriteAllText(folder["model", "labels.json"], "{ \"version\": 1,\n \"image_size\": \"big\" }");

        Refused($"error: {folder["model", "labels.json"]}(2): ");
    }

    [Fact]
    public void A_run_folder_without_a_model_says_how_to_get_one()
    {
        Directory.Delete(folder["model"], recursive: true);

        Refused("model.safetensors is not there. Train with `sweep --export`");
    }

    private void Refused(string expected)
    {
        (int exitCode, string output, string errors) = Predict(folder.Path, 1, isJson: false, folder["images"]);

        Assert.Equal(TrainerExitCode.BadSpec, exitCode);
        Assert.Empty(output);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output, string Errors) Predict(string model, int top, bool isJson, params string[] images)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int exitCode = PredictVerb.Run(model, images, top, isJson, output, errors);
        return (exitCode, output.ToString(), errors.ToString());
    }

    private void WriteLabels(string[] classes) =>
        WholeFile.WriteJson(folder["model", "labels.json"], new ModelLabels { ImageSize = 12, Classes = classes }, ModelJson.Default.ModelLabels);

    private void Picture(string name, SKColor color)
    {
        using var bitmap = new SKBitmap(20, 16);
        bitmap.Erase(color);
        using SKData data = bitmap.Encode(name.EndsWith(".png", StringComparison.Ordinal) ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Jpeg, 90);
        File.WriteAllBytes(Path.Combine(folder["images"], name), data.ToArray());
    }
}
