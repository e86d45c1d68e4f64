using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary>The calls that list the artifacts of a run or a logged model, and the listing of the artifact proxy.</summary>
internal sealed class ArtifactCalls(Database database, ArtifactFolder folder)
{
    public async Task<FilesEnvelope> ListOfRunAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        string path = Folder(fields, "path");
        string uri = (await database.ReadAsync(session => RunRow.Find(session, id), cancellationToken).ConfigureAwait(false)).ArtifactUri;
        return ListUnder(uri, path);
    }

    public async Task<FilesEnvelope> ListOfModelAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = LoggedModelRow.IdOf(fields);
        string path = Folder(fields, "artifact_directory_path");
        LoggedModelRow model = await database.ReadAsync(session => LoggedModelRow.Find(session, id, isDeletedWelcome: false), cancellationToken).ConfigureAwait(false);
        return ListUnder(model.ArtifactLocation, path);
    }

    public Task<FilesEnvelope> ListAsync(RequestFields fields, CancellationToken cancellationToken) =>
        Task.FromResult(new FilesEnvelope(RootUri: null, Listed(Folder(fields, "path"), "")));

    /// <summary><c>/get-artifact</c>, by which MLflow's web UI shows and saves files.</summary>
    public async Task GetOfRunAsync(HttpContext context)
    {
        RequestFields fields = await RequestReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        FileStream file = await OpenAsync(RunRow.IdOf(fields), fields.RequiredText("path"), context.RequestAborted).ConfigureAwait(false);
        await ArtifactResponse.SendAsync(context, file).ConfigureAwait(false);
    }

    /// <summary>A file of a run, to be disposed.</summary>
    public async Task<FileStream> OpenAsync(string run, string path, CancellationToken cancellationToken)
    {
        string relative = string.Join('/', ArtifactPath.Parts(path));
        string uri = (await database.ReadAsync(session => RunRow.Find(session, run), cancellationToken).ConfigureAwait(false)).ArtifactUri;
        return folder.Open($"{ArtifactPath.OfUri(uri)}/{relative}");
    }

    private FilesEnvelope ListUnder(string uri, string path)
    {
        string under = ArtifactPath.OfUri(uri);
        return new FilesEnvelope(uri, Listed(path.Length == 0 ? under : $"{under}/{path}", path.Length == 0 ? "" : $"{path}/"));
    }

    private static string Folder(RequestFields fields, string name)
    {
        string path = (fields.Text(name) ?? "").TrimEnd('/');
        return path.Length == 0 ? path : string.Join('/', ArtifactPath.Parts(path));
    }

    private IReadOnlyList<FileEntry>? Listed(string path, string prefix) => folder.List(path, prefix) is { Count: > 0 } files ? files : null;
}
