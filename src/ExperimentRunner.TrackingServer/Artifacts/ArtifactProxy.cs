using System.Net.Mime;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ExperimentRunner.TrackingServer.Artifacts;

/// <summary>The artifact proxy: files go through as streams, of any size.</summary>
internal sealed class ArtifactProxy(ArtifactFolder folder, string prefix)
{
    private static readonly HashSet<string> TextExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".log", ".json", ".jsonl", ".md", ".yaml", ".yml", ".csv", ".tsv", ".html", ".xml", ".py", ".cs", ".ini", ".cfg", ".err", ".out",
    };

    public async Task PutAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        await folder.SaveAsync(PathOf(context), context.Request.Body, context.RequestAborted).ConfigureAwait(false);
        await AnswerWriter.WriteAsync(context, new Nothing(), ServerJson.Default.Nothing).ConfigureAwait(false);
    }

    public async Task GetAsync(HttpContext context)
    {
        string path = PathOf(context);
        FileStream file = folder.Open(path);
        await using (file.ConfigureAwait(false))
        {
            var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
            disposition.SetHttpFileName(Path.GetFileName(path));
            context.Response.Headers.ContentDisposition = disposition.ToString();
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.ContentType = TextExtensions.Contains(Path.GetExtension(path)) ? MediaTypeNames.Text.Plain : MediaTypeNames.Application.Octet;
            context.Response.ContentLength = file.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await file.CopyToAsync(context.Response.Body, context.RequestAborted).ConfigureAwait(false);
            }
        }
    }

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
