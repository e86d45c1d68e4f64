using ExperimentRunner.Tracking.Mlflow.Http;
using ExperimentRunner.Tracking.Mlflow.Messages;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>
/// The calls on artifacts. Contents go through the server (<c>mlflow-artifacts:</c>), streamed, so that they may be of any size; the
/// timeout is for a time in which nothing moves.
/// </summary>
public sealed class MlflowArtifacts
{
    private const string Proxy = "api/2.0/mlflow-artifacts/artifacts";

    private readonly MlflowTransport transport;

    internal MlflowArtifacts(MlflowTransport transport) => this.transport = transport;

    /// <summary>Whether the server itself takes artifacts for this <c>artifact_uri</c>; those in s3:, file: and the like it does not.</summary>
    public static bool AreTaken(string artifactUri) => ArtifactAddress.PathOf(artifactUri) is not null;

    /// <summary>The files and folders of a run, wherever the server keeps them, fetched page by page as they are read.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="folder">Relative to all artifacts; null for the topmost.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<MlflowArtifact> ListAsync(string runId, string? folder, CancellationToken cancellationToken) => MlflowPages.ReadAsync(
        (page, token) => transport.SendAsync(
            MlflowCall.Get("artifacts/list", ("run_id", runId), ("path", folder), ("page_token", page)), MlflowJson.Default.ArtifactsAnswer, token),
        page => (page.Files, page.NextPageToken),
        cancellationToken);

    /// <summary>The files and folders below an <c>artifact_uri</c>, such as that of a logged model. Their paths are relative to the folder.</summary>
    /// <exception cref="ArgumentException">The server does not take artifacts for <paramref name="artifactUri"/>.</exception>
    public IAsyncEnumerable<MlflowArtifact> ListBelowAsync(string artifactUri, string? folder, CancellationToken cancellationToken)
    {
        string path = Uri.UnescapeDataString(folder is null
            ? ArtifactAddress.PathOf(artifactUri) ?? throw new ArgumentException($"The server takes no artifacts for {artifactUri}.", nameof(artifactUri))
            : ArtifactAddress.PathOf(artifactUri, folder));
        return MlflowPages.ReadAsync(
            (page, token) => transport.SendAsync(MlflowCall.GetOf(Proxy, ("path", path), ("page_token", page)), MlflowJson.Default.ArtifactsAnswer, token),
            page => (page.Files, page.NextPageToken),
            cancellationToken);
    }

    /// <summary>Sends a file; one of the same name is replaced.</summary>
    /// <param name="artifactUri">Of the run or logged model.</param>
    /// <param name="name">For example <c>plots/loss.svg</c>.</param>
    /// <param name="file">The file on this machine.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The server does not take artifacts for <paramref name="artifactUri"/>.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public Task UploadAsync(string artifactUri, string name, string file, CancellationToken cancellationToken) =>
        transport.UploadAsync($"{Proxy}/{ArtifactAddress.PathOf(artifactUri, name)}", file, cancellationToken);

    /// <summary>Receives a file, whole or not at all: it is written beside <paramref name="file"/> first.</summary>
    /// <exception cref="ArgumentException">The server does not take artifacts for <paramref name="artifactUri"/>.</exception>
    /// <exception cref="MlflowException">There is no such artifact.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public async Task DownloadAsync(string artifactUri, string name, string file, CancellationToken cancellationToken)
    {
        string path = $"{Proxy}/{ArtifactAddress.PathOf(artifactUri, name)}";
        string part = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            await transport.DownloadAsync(path, part, cancellationToken).ConfigureAwait(false);
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Deletes a file or folder; nothing happens if there is none.</summary>
    /// <exception cref="ArgumentException">The server does not take artifacts for <paramref name="artifactUri"/>.</exception>
    public Task DeleteAsync(string artifactUri, string name, CancellationToken cancellationToken) =>
        transport.SendAsync(MlflowCall.DeleteOf($"{Proxy}/{ArtifactAddress.PathOf(artifactUri, name)}"), cancellationToken);
}
