using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>Where an experiment says that its artifacts shall be.</summary>
internal static class ArtifactLocation
{
    /// <summary>Null if it was not said.</summary>
    /// <exception cref="MlflowFault">It is no place for artifacts.</exception>
    public static string? Read(RequestFields fields)
    {
        string? location = fields.Text("artifact_location");
        if (string.IsNullOrEmpty(location))
        {
            return null;
        }

        if (location.AsSpan().IndexOfAny('?', '#', ';') >= 0)
        {
            throw MlflowFault.Invalid("'artifact_location' URL can't include fragments or params.");
        }

        if (location.StartsWith("runs:", StringComparison.Ordinal))
        {
            throw MlflowFault.Invalid($"Artifact location cannot be a runs:/ URI. Given: '{location}'");
        }

        Names.CheckLength("artifact_location", Limits.ArtifactLocation, location);
        return location;
    }
}
