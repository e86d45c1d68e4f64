using System.Globalization;
using System.Security.Cryptography;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>A name for a run that was given none, as MLflow makes them up.</summary>
internal static class RunName
{
    private static readonly IReadOnlyList<string> Adjectives =
        ["able", "bold", "bright", "calm", "clever", "eager", "gentle", "handsome", "keen", "lively", "nimble", "proud", "quick", "silent", "sturdy", "upbeat"];

    private static readonly IReadOnlyList<string> Animals =
        ["ant", "bat", "crane", "deer", "finch", "fox", "goose", "hare", "hawk", "lynx", "mole", "newt", "otter", "robin", "seal", "wren"];

    public static string Random() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Adjectives[RandomNumberGenerator.GetInt32(Adjectives.Count)]}-{Animals[RandomNumberGenerator.GetInt32(Animals.Count)]}-{RandomNumberGenerator.GetInt32(1000)}");
}
