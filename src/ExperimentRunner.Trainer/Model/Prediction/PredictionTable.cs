using System.Globalization;

namespace ExperimentRunner.Trainer.Model.Prediction;

/// <summary>What <c>predict</c> prints: a line an image, its likeliest classes with their probabilities.</summary>
internal static class PredictionTable
{
    public static string Write(IReadOnlyList<Prediction> predictions)
    {
        int fileWidth = predictions.Max(prediction => prediction.File.Length);
        int labelWidth = predictions.SelectMany(prediction => prediction.Top).Max(guess => guess.Label.Length);
        IEnumerable<string> lines = predictions.Select(prediction => string.Join(
            "  ", [prediction.File.PadRight(fileWidth), .. prediction.Top.Select(guess => $"{guess.Label.PadRight(labelWidth)} {Percent(guess.Probability)}")]));
        return string.Join(Environment.NewLine, lines);
    }

    private static string Percent(double probability) => string.Create(CultureInfo.InvariantCulture, $"{100 * probability,5:F1} %");
}
