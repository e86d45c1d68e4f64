namespace ExperimentRunner.Tracking.Connecting;

/// <summary>An environment variable says something that can't be used. The message names it and the way out, and holds no secret.</summary>
public sealed class TrackingSettingException(string variable, string message) : Exception($"{variable}: {message}")
{
    public string Variable { get; } = variable;
}
