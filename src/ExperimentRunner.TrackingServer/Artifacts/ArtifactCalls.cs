using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary>The calls that name artifacts by their run, and the listing of the artifact proxy.</summary>
internal sealed class ArtifactCalls(Database database, ArtifactFolder folder)
{
    public Task<FilesEnvelope> ListOfRunAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        string path = Folder(fields);
        string uri = database.Read(connection => RunRow.Find(connection, id)).ArtifactUri;
        string under = ArtifactPath.OfUri(uri);
        return Task.FromResult(new FilesEnvelope(uri, Listed(path.Length == 0 ? under : $"{under}/{path}", path.Length == 0 ? "" : $"{path}/")));
    }

    public Task<FilesEnvelope> ListAsync(RequestFields fields, CancellationToken cancellationToken) =>
        Task.FromResult(new FilesEnvelope(RootUri: null, Listed(Folder(fields), "")));

    /// <summary><c>/get-artifact</c>, by which MLflow's web UI shows and saves files.</summary>
    public async Task GetOfRunAsync(HttpContext context)
    {
        RequestFields fields = await RequestReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        await ArtifactResponse.SendAsync(context, Open(RunRow.IdOf(fields), fields.RequiredText("path"))).ConfigureAwait(false);
    }

    /// <summary>A file of a run, to be disposed.</summary>
    public FileStream Open(string run, string path)
    {
        string relative = string.Join('/', ArtifactPath.Parts(path));
        string uri = database.Read(connection => RunRow.Find(connection, run)).ArtifactUri;
        return folder.Open($"{ArtifactPath.OfUri(uri)}/{relative}");
    }

    private static string Folder(RequestFields fields)
    {
        string path = (fields.Text("path") ?? "").TrimEnd('/');
        return path.Length == 0 ? path : string.Join('/', ArtifactPath.Parts(path));
    }

    private IReadOnlyList<FileEntry>? Listed(string path, string prefix) => folder.List(path, prefix) is { Count: > 0 } files ? files : null;
}
