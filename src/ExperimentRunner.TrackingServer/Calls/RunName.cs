using System.Globalization;
using System.Security.Cryptography;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>Names of runs; made up, in MLflow's way, where none is given.</summary>
internal static class RunName
{
    private static readonly IReadOnlyList<string> Adjectives =
        ["able", "bold", "bright", "calm", "clever", "eager", "gentle", "handsome", "keen", "lively", "nimble", "proud", "quick", "silent", "sturdy", "upbeat"];

    private static readonly IReadOnlyList<string> Animals =
        ["ant", "bat", "crane", "deer", "finch", "fox", "goose", "hare", "hawk", "lynx", "mole", "newt", "otter", "robin", "seal", "wren"];

    /// <summary>The name that a new run is to have: the one given, else that of its tag, else a made-up one.</summary>
    /// <exception cref="MlflowFault">Both are there and differ.</exception>
    public static string Of(string? given, IReadOnlyList<KeyValue> tags)
    {
        string? tagged = tags.FirstOrDefault(tag => tag.Key == TagCalls.RunName)?.Value;
        if (!string.IsNullOrEmpty(given) && !string.IsNullOrEmpty(tagged) && given != tagged)
        {
            throw MlflowFault.Invalid(
                $"Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='{given}', mlflow.runName='{tagged}').");
        }

        return string.IsNullOrEmpty(given) ? string.IsNullOrEmpty(tagged) ? Random() : tagged : given;
    }

    public static string Random() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Adjectives[RandomNumberGenerator.GetInt32(Adjectives.Count)]}-{Animals[RandomNumberGenerator.GetInt32(Animals.Count)]}-{RandomNumberGenerator.GetInt32(1000)}");
}
