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
}
