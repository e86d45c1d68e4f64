namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>Where a server that passes artifacts on keeps those of a run.</summary>
internal static class ArtifactAddress
{
    private const string Scheme = "mlflow-artifacts:";

    /// <summary>The escaped path of <c>mlflow-artifacts:/1/ab12/artifacts</c> or <c>mlflow-artifacts://host/1/...</c>; null for any other scheme.</summary>
    public static string? PathOf(string artifactUri) =>
        artifactUri.StartsWith(Scheme, StringComparison.Ordinal) && Uri.TryCreate(artifactUri, UriKind.Absolute, out Uri? uri)
            ? uri.AbsolutePath.Trim('/')
            : null;

    /// <summary>The escaped path of one artifact.</summary>
    /// <param name="artifactUri">Of the run or model.</param>
    /// <param name="name">For example <c>plots/loss.svg</c>.</param>
    /// <exception cref="ArgumentException">The server does not take artifacts there, or the name is no path below it.</exception>
    public static string PathOf(string artifactUri, string name)
    {
        string path = PathOf(artifactUri) ?? throw new ArgumentException($"The server takes no artifacts for {artifactUri}.", nameof(artifactUri));
        string[] parts = name.Split('/');
        return parts.Any(part => part is "" or "." or "..")
            ? throw new ArgumentException($"'{name}' is no path of an artifact.", nameof(name))
            : $"{path}/{string.Join('/', parts.Select(Uri.EscapeDataString))}";
    }
}
