using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary><c>upload-artifact</c>, by which MLflow's web UI adds a small file to a run.</summary>
internal sealed class ArtifactUpload(Database database, ArtifactFolder folder)
{
    private const long MostBytes = 10 * 1024 * 1024;

    public async Task AnswerAsync(HttpContext context)
    {
        string run = Required(context, "run_uuid");
        string path = string.Join('/', ArtifactPath.Parts(Required(context, "path")));
        switch (context.Request.ContentLength)
        {
            case > MostBytes:
                throw MlflowFault.Invalid("Artifact size is too large. Max size is 10MB.");
            case 0:
                throw MlflowFault.Invalid("Request must specify data.");
        }

        string uri = (await database.ReadAsync(session => RunRow.Find(session, run), context.RequestAborted).ConfigureAwait(false)).ArtifactUri;
        await folder.SaveAsync($"{ArtifactPath.OfUri(uri)}/{path}", context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = "application/json";
    }

    private static string Required(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value
        ? value
        : throw MlflowFault.Invalid($"Request must specify {name}.");
}
