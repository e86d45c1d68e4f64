using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary>The artifact proxy: files go through as streams, of any size.</summary>
internal sealed class ArtifactProxy(ArtifactFolder folder, string prefix)
{
    public async Task PutAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        await folder.SaveAsync(PathOf(context), context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        await AnswerWriter.WriteAsync(context, new Nothing(), ServerJson.Default.Nothing).ConfigureAwait(false);
    }

    public Task GetAsync(HttpContext context) => ArtifactResponse.SendAsync(context, folder.Open(PathOf(context)));

    public Task DeleteAsync(HttpContext context)
    {
        folder.Delete(PathOf(context));
        return AnswerWriter.WriteAsync(context, new Nothing(), ServerJson.Default.Nothing);
    }

    /// <summary>The path as it was sent: the server has already resolved what climbs in the one that it offers.</summary>
    private string PathOf(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0];
        return target.StartsWith(prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(target[prefix.Length..]) : throw ArtifactPath.Invalid();
    }
}
